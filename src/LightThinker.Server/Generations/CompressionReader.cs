using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Generations;

/// <summary>Reads how a request wants its context compressed. Stateless.</summary>
internal static class CompressionReader
{
    /// <returns>The profile, or what is wrong with the wish.</returns>
    /// <param name="wire">The wish; null leaves all to the server and the model.</param>
    /// <param name="biases">The request's, which must leave the model something to write.</param>
    /// <param name="model">The served model.</param>
    public static (EvictionProfile? Profile, ApiError? Error) Read(
        CompressionParameters? wire,
        IReadOnlyDictionary<Token, float> biases,
        ServedModel model)
    {
        var choice = new CompressionChoice(
            wire?.Method,
            wire?.Interval,
            wire?.CacheTokens,
            wire?.EvictOpeningDelimiter,
            wire?.CompressAnswer);
        if (!model.Compression.TryCreateProfile(choice, out EvictionProfile? profile, out CompressionError? obstacle))
        {
            string field = $"compression.{obstacle.Parameter}";
            return (null, ApiError.InvalidValue(field, $"Invalid '{field}': {obstacle.Message}."));
        }

        return CheckMasks(biases, profile, model.Vocabulary.Count) is { } masked ? (null, masked) : (profile, null);
    }

    // A split may not follow a split, so it alone is nothing to go on with.
    private static ApiError? CheckMasks(
        IReadOnlyDictionary<Token, float> biases,
        EvictionProfile profile,
        int vocabularySize)
    {
        var masked = new HashSet<Token>(profile.NeverSampled);
        masked.UnionWith(biases.Where(bias => float.IsNegativeInfinity(bias.Value)).Select(bias => bias.Key));
        if (profile.Split is { } split)
        {
            masked.Add(split);
        }

        return masked.Count < vocabularySize ? null : ApiError.InvalidValue(
            "logit_bias",
            "Invalid 'logit_bias': it forbids every token that the model may write; leave some above -100.");
    }
}
