using System.Buffers.Text;
using System.Text;

namespace LightThinker.Server.Responses;

/// <summary>
/// Reasoning as <c>encrypted_content</c>, for clients that send back nothing else of it. It is no secret, since the same item
/// has the text, so it is encoded and not encrypted. Stateless.
/// </summary>
internal static class ReasoningSeal
{
    private const string Prefix = "lightthinker.1.";

    public static string Seal(string text) => Prefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text; null where this server did not write the seal.</summary>
    public static string? Open(string seal)
    {
        if (!seal.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(seal.AsSpan(Prefix.Length)))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(seal.AsSpan(Prefix.Length)));
    }
}
