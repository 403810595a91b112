using System.Text;

namespace LightThinker.Llama.Native;

/// <summary>Text for native calls. Stateless and thread-safe.</summary>
internal static class Utf8
{
    /// <summary>UTF-8 with a terminating zero; unpaired surrogates become U+FFFD.</summary>
    public static byte[] Terminated(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
