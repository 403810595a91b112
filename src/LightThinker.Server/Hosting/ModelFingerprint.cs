using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LightThinker.Chat.Reasoning;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Server.Options;

namespace LightThinker.Server.Hosting;

/// <summary>Makes the <c>system_fingerprint</c> of answers. Stateless.</summary>
internal static class ModelFingerprint
{
    /// <summary>
    /// A hash of the server's version; the model's name, architecture and size; its chat template and the delimiters of its
    /// reasoning; the defaults of sampling and compression; and the settings by which it is computed: <c>KvCacheType</c>,
    /// <c>FlashAttention</c> and <c>GpuLayers</c>. The weights themselves and the machine are not in it.
    /// </summary>
    public static string Create(
        ModelDescription model,
        string? template,
        ReasoningFormat? reasoning,
        SamplingOptions sampling,
        Settings settings)
    {
        string?[] parts =
        [
            typeof(ModelFingerprint).Assembly.GetName().Version?.ToString(),
            model.Name,
            model.Architecture,
            model.ParameterCount.ToString(CultureInfo.InvariantCulture),
            model.SizeBytes.ToString(CultureInfo.InvariantCulture),
            template,
            reasoning?.ToString(),
            sampling.ToString(),
            settings.Compression.Choice.ToString(),
            settings.Engine.CacheType.ToString(),
            settings.Engine.FlashAttention?.ToString(),
            settings.Model.GpuLayers?.ToString(CultureInfo.InvariantCulture),
        ];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
        return "fp_" + Convert.ToHexStringLower(hash.AsSpan(0, 5));
    }
}
