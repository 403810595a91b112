using LightThinker.Chat.Templates;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Turns wire requests into what the engine runs; what comes out can be submitted. Thread-safe.</summary>
internal sealed class GenerationRequestFactory(
    SamplingReader samplings,
    TokenLimit limits,
    ReasoningReader reasonings,
    ConstraintReader constraints)
{
    /// <param name="wire">The request as it came.</param>
    /// <param name="model">The served model.</param>
    /// <param name="id">The request's id.</param>
    /// <returns>What to generate, or the first mistake in the request.</returns>
    public (ChatGeneration? Generation, ApiError? Error) Create(
        ChatCompletionRequest wire,
        ServedModel model,
        string id)
    {
        if ((CheckModel(wire.Model, model) ?? FieldPolicy.FindMistake(wire) ?? ShapeCheck.FindMistake(wire, model)) is { } mistake)
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

        (int limit, error) = limits.Read(wire);
        if (error is not null)
        {
            return (null, error);
        }

        if (!model.Compression.TryCreateProfile(ReadCompression(wire.Compression), out var profile, out CompressionError? obstacle))
        {
            string field = $"compression.{obstacle.Parameter}";
            return (null, ApiError.InvalidValue(field, $"Invalid '{field}': {obstacle.Message}."));
        }

        if (CheckMasks(sampling!.LogitBias, profile, model.Vocabulary.Count) is { } masked)
        {
            return (null, masked);
        }

        (ReasoningLimit? reasoning, error) = reasonings.Read(wire, model);
        if (error is not null)
        {
            return (null, error);
        }

        (ToolSet? tools, error) = ToolsReader.Read(wire, model);
        if (error is not null)
        {
            return (null, error);
        }

        (OutputConstraint? constraint, error) = constraints.Read(wire, tools, model.Vocabulary);
        if (error is not null)
        {
            return (null, error);
        }

        (PromptText? prompt, error) = PromptRenderer.Render(wire, tools, model);
        if (error is not null)
        {
            return (null, error);
        }

        IReadOnlyList<Token> tokens = PromptTokenizer.Tokenize(prompt!, model.Vocabulary);
        int choices = wire.N ?? 1;
        return CheckLength(tokens.Count, model.Engine.MaxPromptTokensFor(choices)) is { } tooLong
            ? (null, tooLong)
            : (new ChatGeneration(
                new GenerationRequest
                {
                    Id = id,
                    Prompt = tokens,
                    MaxTokens = limit,
                    MinTokens = wire.MinTokens ?? 0,
                    IgnoresEnd = wire.IgnoreEos ?? false,
                    Choices = choices,
                    Sampling = sampling,
                    StopStrings = stops!,
                    TopLogprobs = wire.Logprobs == true ? wire.TopLogprobs ?? 0
                        : (wire.ReturnTokenIds ?? wire.ReturnTokens) == true ? 0
                        : null,
                    Constraint = constraint,
                    ReasoningLimit = reasoning,
                    Compression = profile,
                    PhaseMarkers = model.PhaseMarkers,
                    VisibleTokens = tools is null ? [] : FindTokens(tools.Format.VisibleTokens, model.Vocabulary),
                    StartPhase = model.Reasoning?.StartsInReasoning(prompt!.ToString()) == true
                        ? Phase.Reasoning
                        : Phase.Answer,
                },
                tools), null);
    }

    private static HashSet<Token> FindTokens(IReadOnlyList<string> texts, IVocabulary vocabulary) =>
        [.. texts.Select(vocabulary.Find).OfType<Token>().Where(vocabulary.IsControl)];

    private static ApiError? CheckModel(string? id, ServedModel model) =>
        string.IsNullOrEmpty(id) ? ApiError.Missing("model", $"'model' is missing; this server serves '{model.Id}'.")
        : model.Answers(id) ? null
        : ApiError.ModelNotFound(id, model.Id);

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

    private static CompressionChoice ReadCompression(CompressionParameters? wire) => new(
        wire?.Method,
        wire?.Interval,
        wire?.CacheTokens,
        wire?.EvictOpeningDelimiter,
        wire?.CompressAnswer);

    private static ApiError? CheckLength(int promptTokens, int max) => promptTokens switch
    {
        0 => ApiError.InvalidValue("messages", "The conversation makes an empty prompt; send some text."),
        _ when promptTokens > max => ApiError.InvalidValue(
            "messages",
            $"The messages are {promptTokens} tokens, but a prompt may have at most {max}; shorten them.",
            "context_length_exceeded"),
        _ => null,
    };
}
