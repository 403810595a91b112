using LightThinker.Server.Hosting;

namespace LightThinker.Server.ChatCompletions;

/// <summary>What all parts of one answer have in common. Immutable.</summary>
/// <param name="Id">The answer's id.</param>
/// <param name="Created">Seconds since 1970, UTC.</param>
/// <param name="Model">The served model's id.</param>
/// <param name="SystemFingerprint">The server's and model's state.</param>
internal sealed record CompletionIdentity(string Id, long Created, string Model, string SystemFingerprint)
{
    public static CompletionIdentity Create(ServedModel model, TimeProvider time, string prefix = "chatcmpl") => new(
        $"{prefix}-{Guid.NewGuid():N}",
        time.GetUtcNow().ToUnixTimeSeconds(),
        model.Id,
        model.Fingerprint);
}
