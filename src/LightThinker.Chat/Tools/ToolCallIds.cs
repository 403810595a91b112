using System.Security.Cryptography;

namespace LightThinker.Chat.Tools;

/// <summary>Ids for tool calls. Stateless and thread-safe.</summary>
public static class ToolCallIds
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>A new id in OpenAI's form, from the system's random numbers.</summary>
    public static string Random() => "call_" + RandomNumberGenerator.GetString(Alphabet, 24);
}
