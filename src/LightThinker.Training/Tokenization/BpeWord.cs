namespace LightThinker.Training.Tokenization;

/// <summary>A word of the training text, as the tokens it consists of so far. Not thread-safe.</summary>
/// <param name="Parts">Changed by merging.</param>
/// <param name="Count">How often the word occurs.</param>
internal sealed record BpeWord(List<string> Parts, int Count)
{
    public void Merge(string left, string right)
    {
        for (int i = 0; i + 1 < Parts.Count; i++)
        {
            if (Parts[i] == left && Parts[i + 1] == right)
            {
                Parts[i] = left + right;
                Parts.RemoveAt(i + 1);
            }
        }
    }
}
