using System.Text.RegularExpressions;

namespace LightThinker.Training.Tokenization;

/// <summary>
/// Cuts text into pieces that no token crosses, by rules that llama.cpp knows by name. Immutable and thread-safe.
/// </summary>
internal sealed partial class TextSplit
{
    /// <summary>Words and runs of digits, each with the space before it.</summary>
    public static TextSplit Gpt2 { get; } = new("gpt-2", Gpt2Pieces());

    /// <summary>Qwen2's: single digits, words with any one mark before them.</summary>
    public static TextSplit Qwen2 { get; } = new("qwen2", Qwen2Pieces());

    /// <summary>Llama 3's: up to three digits.</summary>
    public static TextSplit Llama3 { get; } = new("llama-bpe", Llama3Pieces());

    private TextSplit(string name, Regex pieces)
    {
        Name = name;
        Pieces = pieces;
    }

    /// <summary>Its name in a GGUF, <c>tokenizer.ggml.pre</c>.</summary>
    public string Name { get; }

    public Regex Pieces { get; }

    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public static TextSplit Find(string name) =>
        new[] { Gpt2, Qwen2, Llama3 }.FirstOrDefault(split => split.Name == name)
        ?? throw new InvalidDataException($"Text is cut by gpt-2, qwen2 or llama-bpe, not '{name}'.");

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Gpt2Pieces();

    [GeneratedRegex(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")]
    private static partial Regex Qwen2Pieces();

    [GeneratedRegex(@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")]
    private static partial Regex Llama3Pieces();
}
