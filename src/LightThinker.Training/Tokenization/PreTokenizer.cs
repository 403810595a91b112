using System.Text.RegularExpressions;

namespace LightThinker.Training.Tokenization;

/// <summary>
/// Cuts text into pieces that no token crosses: words and runs of digits, each with the space before it. The same rule is
/// llama.cpp's <c>gpt-2</c>. Thread-safe.
/// </summary>
internal static partial class PreTokenizer
{
    /// <summary>Its name in a GGUF, <c>tokenizer.ggml.pre</c>.</summary>
    public const string Name = "gpt-2";

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    public static partial Regex Pieces();
}
