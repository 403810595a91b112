using LightThinker.Engine.Compression;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Generations;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.Generations;

/// <summary>Reads what all requests for text have in common. Thread-safe.</summary>
internal sealed class GenerationFieldsReader(SamplingReader samplings)
{
    private static readonly NumberRange Choices = new(1, 128);

    /// <param name="wire">The request as it came.</param>
    /// <param name="limit">Most tokens to sample.</param>
    /// <param name="model">The served model.</param>
    /// <param name="id">The request's id.</param>
    /// <returns>What to generate, as far as these fields say, still without a prompt; or the first mistake.</returns>
    public (GenerationRequest? Request, ApiError? Error) Read(
        GenerationFields wire,
        int limit,
        ServedModel model,
        string id)
    {
        if (FindMistake(wire, limit, model) is { } mistake)
        {
            return (null, mistake);
        }

        (SamplingOptions? sampling, ApiError? error) = samplings.Read(wire, model.Sampling, model.Vocabulary.Count);
        if (error is not null)
        {
            return (null, error);
        }

        (IReadOnlyList<string>? stops, error) = StopReader.Read(wire.Stop);
        if (error is not null)
        {
            return (null, error);
        }

        (EvictionProfile? profile, error) = CompressionReader.Read(wire.Compression, sampling!.LogitBias, model);
        return error is not null
            ? (null, error)
            : (new GenerationRequest
            {
                Id = id,
                Prompt = [],
                MaxTokens = limit,
                MinTokens = wire.MinTokens ?? 0,
                IgnoresEnd = wire.IgnoreEos ?? false,
                Choices = wire.N ?? 1,
                Sampling = sampling,
                StopStrings = stops!,
                Compression = profile!,
            }, null);
    }

    /// <summary>The mistake where more answers are asked for than can be written at once; null otherwise.</summary>
    public static ApiError? CheckChoices(string param, int choices, ServedModel model) =>
        choices <= model.Engine.MaxChoices ? null : ApiError.InvalidValue(
            param,
            $"Invalid '{param}': {choices} answers are written at once, but this server runs at most {model.Engine.MaxChoices} " +
            "(setting Engine:MaxRunning); send less.");

    private static ApiError? FindMistake(GenerationFields wire, int limit, ServedModel model) => wire switch
    {
        { N: { } n } when !Choices.Contains(n) => Ranges.Check("n", n, Choices),
        { N: { } n } => CheckChoices("n", n, model),
        _ => null,
    } ?? wire switch
    {
        { StreamOptions: not null, Stream: not true } => ApiError.InvalidValue(
            "stream_options",
            "'stream_options' is allowed only with 'stream': true."),
        { MinTokens: < 0 } => ApiError.InvalidValue(
            "min_tokens",
            $"Invalid 'min_tokens': {wire.MinTokens} is out of range; send at least 0."),
        { MinTokens: { } min } when min > limit => ApiError.InvalidValue(
            "min_tokens",
            $"Invalid 'min_tokens': {min} is more than the answer may have; send at most {limit}."),
        { ReturnTokenIds: { } one, ReturnTokens: { } other } when one != other => ApiError.InvalidValue(
            "return_tokens",
            "'return_tokens' and 'return_token_ids' are names of one parameter, but differ; send one of them."),
        _ => null,
    };
}
