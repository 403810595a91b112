using System.Globalization;
using System.Text;

namespace LightThinker.Training.Generation;

/// <summary>Who and what one story is about; fills in templates. Immutable.</summary>
internal sealed record StoryWords(Person Actor, IReadOnlyList<Person> Others, string Things)
{
    public Person Friend { get; init; } = Others[0];

    public string Containers { get; init; } = Lexicon.Containers[0];

    /// <summary>Whether a count below ten is written as a word where things come in groups.</summary>
    public bool SpellsCount { get; init; }

    public static StoryWords Draw(Draw draw)
    {
        var people = draw.Several(Lexicon.People, 5);
        return new StoryWords(people[0], people[1..], draw.One(Lexicon.Things));
    }

    /// <param name="template">With placeholders as <see cref="StoryEvent"/> describes.</param>
    /// <param name="first">The number <c>{n}</c>.</param>
    /// <param name="second">The number <c>{m}</c>.</param>
    /// <param name="byName">Whether the actor is named where the template has a pronoun as subject.</param>
    public string Fill(string template, int first, int second, bool byName = false)
    {
        bool spell = SpellsCount && first < 10 && template.Contains("{m}", StringComparison.Ordinal);
        return new StringBuilder(template)
            .Replace("{s}", byName ? Actor.Name : Actor.Subject)
            .Replace("{o}", Actor.Object)
            .Replace("{N}", Actor.Name)
            .Replace("{t}", Things)
            .Replace("{f}", Friend.Name)
            .Replace("{c}", Containers)
            .Replace("{n}", spell ? Lexicon.NumberWords[first] : first.ToString(CultureInfo.InvariantCulture))
            .Replace("{m}", second.ToString(CultureInfo.InvariantCulture))
            .ToString();
    }
}
