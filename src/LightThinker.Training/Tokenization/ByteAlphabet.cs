using System.Text;

namespace LightThinker.Training.Tokenization;

/// <summary>
/// The printable characters that byte-level BPE writes bytes as: those Latin-1 characters that are visible stand for
/// themselves, the other 68 bytes for the characters from U+0100 on. Thread-safe.
/// </summary>
internal static class ByteAlphabet
{
    public static IReadOnlyList<char> Characters { get; } = Build();

    public static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            encoded.Append(Characters[value]);
        }

        return encoded.ToString();
    }

    private static char[] Build()
    {
        char next = '\u0100';
        return [.. Enumerable.Range(0, 256).Select(value => IsVisible(value) ? (char)value : next++)];
    }

    private static bool IsVisible(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
}
