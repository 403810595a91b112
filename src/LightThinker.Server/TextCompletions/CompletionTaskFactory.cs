using System.Text;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Completions;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.TextCompletions;

/// <summary>Turns wire requests into what the engine runs; what comes out can be submitted. Thread-safe.</summary>
internal sealed class CompletionTaskFactory(
    GenerationFieldsReader fields,
    TokenLimit limits,
    ConstraintReader constraints,
    PromptReader prompts)
{
    private const int DefaultMaxTokens = 16;

    private static readonly NumberRange Logprobs = new(0, 5);
    private static readonly NumberRange BestOf = new(1, 20);

    /// <param name="wire">The request as it came.</param>
    /// <param name="model">The served model.</param>
    /// <param name="id">The request's id.</param>
    /// <returns>What to do, or the first mistake in the request.</returns>
    public (CompletionTask? Task, ApiError? Error) Create(CompletionRequest wire, ServedModel model, string id)
    {
        if ((ModelCheck.FindMistake(wire.Model, model) ?? FieldPolicy.FindMistake(wire)) is { } mistake)
        {
            return (null, mistake);
        }

        (int limit, ApiError? error) = limits.Read("max_tokens", wire.MaxTokens, DefaultMaxTokens, least: 0);
        if (error is not null)
        {
            return (null, error);
        }

        (GenerationRequest? request, error) = fields.Read(wire, limit, model, id);
        if ((error ?? FindMistake(wire, model)) is { } wrong)
        {
            return (null, wrong);
        }

        (OutputConstraint? constraint, error) = constraints.Read(wire, tools: null, model.Vocabulary);
        if (error is not null)
        {
            return (null, error);
        }

        int sent = wire.N ?? 1;
        int choices = wire.BestOf ?? sent;
        (IReadOnlyList<CompletionPrompt>? read, error) = prompts.Read(wire, choices, model);
        if (error is not null)
        {
            return (null, error);
        }

        var shape = new CompletionShape(read!, choices, sent)
        {
            Echoes = wire.Echo ?? false,
            HasLogprobs = wire.Logprobs is not null,
            HasTokenIds = wire.ReturnTokenIds ?? wire.ReturnTokens ?? false,
            StreamsUsage = wire.StreamOptions?.IncludeUsage ?? false,
        };
        request = request! with
        {
            Choices = choices,
            Constraint = constraint,
            TopLogprobs = wire.Logprobs ?? (choices > sent || shape.HasTokenIds ? 0 : null),
            PromptLogprobs = shape.Echoes && shape.HasLogprobs ? wire.Logprobs : limit == 0 ? 0 : null,
        };
        return (new CompletionTask([.. read!.Select((prompt, index) => Create(request, prompt, index, model))], shape), null);
    }

    // Each text of a request draws with a seed of its own. Only compression needs to know what is reasoning.
    private static GenerationRequest Create(GenerationRequest common, CompletionPrompt prompt, int index, ServedModel model)
    {
        bool compresses = common.Compression.Method != CompressionCatalog.None;
        return common with
        {
            Prompt = prompt.Tokens,
            Sampling = common.Sampling with { Seed = unchecked(common.Sampling.Seed + (ulong)(index * common.Choices)) },
            PhaseMarkers = compresses ? model.PhaseMarkers : [],
            StartPhase = compresses && model.Reasoning?.StartsInReasoning(Spell(prompt.Tokens, model.Vocabulary)) == true
                ? Phase.Reasoning
                : Phase.Answer,
        };
    }

    private static string Spell(IReadOnlyList<Token> tokens, IVocabulary vocabulary) =>
        string.Concat(tokens.TakeLast(32).Select(token => Encoding.UTF8.GetString(vocabulary.GetBytes(token))));

    private static ApiError? FindMistake(CompletionRequest wire, ServedModel model) =>
        Ranges.Check("logprobs", wire.Logprobs, Logprobs)
        ?? Ranges.Check("best_of", wire.BestOf, BestOf)
        ?? wire switch
        {
            { BestOf: { } all } when all < (wire.N ?? 1) => ApiError.InvalidValue(
                "best_of",
                $"Invalid 'best_of': {all} is less than 'n'; send at least {wire.N ?? 1}."),
            { BestOf: { } all, Stream: true } when all > (wire.N ?? 1) => ApiError.InvalidValue(
                "best_of",
                "'best_of' chooses among whole answers, so it cannot be combined with 'stream': true; send one of them."),
            { BestOf: { } all } => GenerationFieldsReader.CheckChoices("best_of", all, model),
            _ => null,
        }
        ?? (wire is { Suffix: not null, Echo: true }
            ? ApiError.InvalidValue("echo", "'echo' cannot be combined with 'suffix': the prompt would not stand before the text alone.")
            : null);
}
