namespace LightThinker.Training.Generation;

/// <summary>Someone problems are about. Immutable.</summary>
/// <param name="Name">The first name.</param>
/// <param name="IsShe">Which pronoun the problem uses.</param>
internal sealed record Person(string Name, bool IsShe)
{
    public string Subject => IsShe ? "she" : "he";

    public string SubjectAtStart => IsShe ? "She" : "He";

    public string Object => IsShe ? "her" : "him";

    public string Possessive => IsShe ? "her" : "his";
}
