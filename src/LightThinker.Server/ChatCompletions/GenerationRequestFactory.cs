using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Turns wire requests into what the engine runs; what comes out can be submitted. Thread-safe.</summary>
internal sealed class GenerationRequestFactory(
    GenerationFieldsReader fields,
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
        (ChatPrompt? prompt, ApiError? error) = ChatPromptFactory.Create(wire, model);
        if (error is not null)
        {
            return (null, error);
        }

        (int limit, error) = limits.Read(wire);
        if (error is not null)
        {
            return (null, error);
        }

        (GenerationRequest? request, error) = fields.Read(wire, limit, model, id);
        if (error is not null)
        {
            return (null, error);
        }

        (OutputConstraint? constraint, error) = constraints.Read(wire, prompt!.Tools, model.Vocabulary);
        ReasoningLimit? reasoning = reasonings.Read(wire, model);
        if ((error ?? CheckLength(prompt.Tokens.Count, model.Engine.MaxPromptTokensFor(request!.Choices, reasoning))) is { } mistake)
        {
            return (null, mistake);
        }

        return (new ChatGeneration(
            request! with
            {
                Prompt = prompt.Tokens,
                TopLogprobs = wire.Logprobs == true ? wire.TopLogprobs ?? 0
                    : (wire.ReturnTokenIds ?? wire.ReturnTokens) == true ? 0
                    : null,
                Constraint = constraint,
                ReasoningLimit = reasoning,
                PhaseMarkers = model.PhaseMarkers,
                VisibleTokens = prompt.Tools is { } tools ? FindTokens(tools.Format.VisibleTokens, model.Vocabulary) : [],
                StartPhase = model.Reasoning?.StartsInReasoning(prompt.Text.ToString()) == true
                    ? Phase.Reasoning
                    : Phase.Answer,
            },
            prompt.Tools), null);
    }

    private static HashSet<Token> FindTokens(IReadOnlyList<string> texts, IVocabulary vocabulary) =>
        [.. texts.Select(vocabulary.Find).OfType<Token>().Where(vocabulary.IsControl)];

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
