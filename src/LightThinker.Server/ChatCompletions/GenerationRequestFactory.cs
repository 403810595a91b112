using LightThinker.Chat.Templates;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;
using TemplateMessage = LightThinker.Chat.Templates.ChatMessage;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Turns wire requests into what the engine runs; what comes out can be submitted. Thread-safe.</summary>
internal sealed class GenerationRequestFactory(SamplingReader samplings, TokenLimit limits)
{
    private static readonly NumberRange Choices = new(1, 128);

    /// <param name="wire">The request as it came.</param>
    /// <param name="model">The served model.</param>
    /// <param name="id">The request's id.</param>
    /// <returns>What to generate, or the first mistake in the request.</returns>
    public (GenerationRequest? Request, ApiError? Error) Create(
        ChatCompletionRequest wire,
        ServedModel model,
        string id)
    {
        if ((CheckModel(wire.Model, model) ?? FieldPolicy.FindMistake(wire) ?? CheckShape(wire, model)) is { } mistake)
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

        (IReadOnlyList<TemplateMessage>? messages, error) = Conversation.Read(wire.Messages);
        if (error is not null)
        {
            return (null, error);
        }

        (PromptText? prompt, error) = Render(model.Template, messages!, wire);
        if (error is not null)
        {
            return (null, error);
        }

        IReadOnlyList<Token> tokens = PromptTokenizer.Tokenize(prompt!, model.Vocabulary);
        return CheckLength(tokens.Count, model.Engine.MaxPromptTokensFor(wire.N ?? 1)) is { } tooLong
            ? (null, tooLong)
            : (new GenerationRequest
            {
                Id = id,
                Prompt = tokens,
                MaxTokens = limit,
                Choices = wire.N ?? 1,
                Sampling = sampling,
                StopStrings = stops!,
                Compression = profile,
                PhaseMarkers = model.PhaseMarkers,
                StartPhase = model.Reasoning?.StartsInReasoning(prompt!.ToString()) == true
                    ? Phase.Reasoning
                    : Phase.Answer,
            }, null);
    }

    private static ApiError? CheckModel(string? id, ServedModel model) =>
        string.IsNullOrEmpty(id) ? ApiError.Missing("model", $"'model' is missing; this server serves '{model.Id}'.")
        : model.Answers(id) ? null
        : ApiError.ModelNotFound(id, model.Id);

    private static ApiError? CheckShape(ChatCompletionRequest wire, ServedModel model) => wire switch
    {
        { N: { } n } when !Choices.Contains(n) => Ranges.Check("n", n, Choices),
        { N: { } n } when n > model.Engine.MaxChoices => ApiError.InvalidValue(
            "n",
            $"Invalid 'n': {n} answers are written at once, but this server runs at most {model.Engine.MaxChoices} " +
            "(setting Engine:MaxRunning); send less."),
        { StreamOptions: not null, Stream: not true } => ApiError.InvalidValue(
            "stream_options",
            "'stream_options' is allowed only with 'stream': true."),
        _ => null,
    };

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

    private static (PromptText? Prompt, ApiError? Error) Render(
        ChatTemplate template,
        IReadOnlyList<TemplateMessage> messages,
        ChatCompletionRequest wire)
    {
        try
        {
            return (template.Render(messages, addGenerationPrompt: true, wire.ChatTemplateKwargs), null);
        }
        catch (ChatTemplateException exception)
        {
            return (null, exception.Error switch
            {
                ChatTemplateError.Argument => ApiError.InvalidValue(
                    "chat_template_kwargs",
                    $"Invalid 'chat_template_kwargs': {exception.Message}"),
                ChatTemplateError.Raised => ApiError.InvalidValue(
                    "messages",
                    $"The model's chat template refuses this conversation: {exception.Message}"),
                _ => ApiError.InvalidValue(
                    "messages",
                    $"The model's chat template cannot render this conversation: {exception.Message}"),
            });
        }
    }

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
