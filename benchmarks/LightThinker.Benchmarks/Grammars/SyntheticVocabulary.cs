using System.Text;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Benchmarks.Grammars;

/// <summary>
/// A made-up vocabulary of a large model's size: all bytes, JSON's marks in usual pairs, runs of spaces, and words of 2 to 16 bytes
/// made of syllables, most with a space in front or of ASCII, some of other scripts and some cut inside a character.
/// </summary>
internal static class SyntheticVocabulary
{
    public const int Size = 151_936;

    private static readonly string[] Marks =
        ["{\"", "\":", "\": ", "\": \"", "\",", "\", \"", "\"}", "\"},", "[]", "{}", "],", "[{\"", "}]", "\n\n", "(\"", "://", "=\"", "...", "--"];

    public static ScriptedVocabulary Create()
    {
        var random = new Random(1);
        var tokens = new HashSet<string>();
        var list = new List<byte[]>();
        Add("<|im_end|>"u8.ToArray());
        for (int value = 0; value < 256; value++)
        {
            Add([(byte)value]);
        }

        Array.ForEach(Marks, mark => Add(Encoding.UTF8.GetBytes(mark)));
        for (int length = 2; length <= 128; length++)
        {
            Add(Encoding.UTF8.GetBytes(new string(' ', length)));
        }

        while (list.Count < Size)
        {
            byte[] word = Encoding.UTF8.GetBytes(Word(random));
            Add(random.Next(50) == 0 ? word[..^1] : word);
        }

        return new ScriptedVocabulary([.. list]);

        void Add(byte[] token)
        {
            if (token.Length > 0 && tokens.Add(Convert.ToHexString(token)))
            {
                list.Add(token);
            }
        }
    }

    private static string Word(Random random)
    {
        var word = new StringBuilder(random.Next(2) == 0 ? " " : "");
        int script = random.Next(10);
        for (int syllables = 1 + random.Next(4); syllables > 0; syllables--)
        {
            if (script < 8)
            {
                word.Append("bcdfghjklmnprstvwz"[random.Next(18)]).Append("aeiou"[random.Next(5)]);
                word.Append(random.Next(3) == 0 ? "nrstl"[random.Next(5)].ToString() : "");
            }
            else
            {
                word.Append((char)(script == 8 ? 0x430 + random.Next(32) : 0x4E00 + random.Next(3000)));
            }
        }

        if (random.Next(8) == 0)
        {
            word[^1] = char.ToUpperInvariant(word[^1]);
        }

        return word.ToString();
    }
}
