using System.Globalization;
using System.Text;
using LightThinker.Chat.Reasoning;
using LightThinker.Chat.Templates;
using LightThinker.Chat.Tools;
using LightThinker.Engine.Compression;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Scheduling;
using LightThinker.Server.Embeddings;
using LightThinker.Server.Generations;
using LightThinker.Server.Options;

namespace LightThinker.Server.Hosting;

/// <summary>Puts together what a loaded model is served with. Immutable and thread-safe.</summary>
internal sealed class ServedModelFactory(
    Settings settings,
    EmbeddingEngineFactory embeddings,
    TimeProvider time,
    ILogger<ServedModelFactory> logger)
{
    /// <exception cref="StartupException">The model cannot do what the settings ask of it.</exception>
    public ServedModel Create(LoadedModel loaded)
    {
        ModelDescription description = loaded.Description;
        CompressionCatalog compression = CreateCompression(loaded);
        string? template = settings.Model.ChatTemplate ?? description.ChatTemplate;
        ReasoningFormat? reasoning = FindReasoning(template, loaded.Vocabulary);
        var sampling = SamplingDefaults.Read(settings.Generation, description.Metadata);
        foreach (string ignored in sampling.Ignored)
        {
            HostLog.SamplingKeyIgnored(logger, ignored);
        }

        string? obstacle = embeddings.TryCreate(loaded, out EmbeddingEngine? embedding);
        return new ServedModel
        {
            Id = settings.Model.Id,
            Aliases = settings.Model.Aliases,
            Created = File.GetLastWriteTimeUtc(settings.Model.Path),
            Fingerprint = ModelFingerprint.Create(description, template, reasoning, sampling.Options, settings),
            ContextLength = Math.Min(description.TrainedContext, loaded.Decoder.CellCount),
            Description = description,
            Vocabulary = loaded.Vocabulary,
            Engine = CreateEngine(loaded),
            Embeddings = embedding,
            EmbeddingObstacle = obstacle,
            Compression = compression,
            Template = Compile(template, reasoning, loaded),
            Reasoning = reasoning,
            ToolCalls = ToolCallFormats.Detect(template),
            Sampling = sampling.Options,
        };
    }

    private InferenceEngine CreateEngine(LoadedModel loaded) => new(
        loaded.Decoder,
        loaded.Vocabulary,
        new EngineOptions
        {
            MaxRunning = settings.Engine.MaxRunning,
            MaxQueued = settings.Engine.MaxQueued,
            StepTokenBudget = settings.Engine.StepTokenBudget,
            MaxPositions = loaded.Description.TrainedContext,
        },
        time);

    private CompressionCatalog CreateCompression(LoadedModel loaded)
    {
        try
        {
            var detected = CompressionCatalog.Detect(
                loaded.Description,
                loaded.Vocabulary,
                loaded.Decoder.CanRemoveRanges);
            return detected.TryWithDefaults(settings.Compression.Choice, out var catalog, out CompressionError? error)
                ? catalog
                : throw new StartupException($"{KeyOf(error.Parameter)} {error.Message}.");
        }
        catch (InvalidDataException exception)
        {
            throw new StartupException($"Model:Path is '{settings.Model.Path}': {exception.Message}", exception);
        }
    }

    private static string KeyOf(string parameter) => parameter switch
    {
        CompressionParameter.Interval => "Compression:Interval",
        CompressionParameter.CacheTokens => "Compression:CacheTokens",
        CompressionParameter.EvictOpeningDelimiter => "Compression:EvictOpeningDelimiter",
        CompressionParameter.CompressAnswer => "Compression:CompressAnswer",
        _ => "Compression:Method",
    };

    private ReasoningFormat? FindReasoning(string? template, IVocabulary vocabulary) => settings.Reasoning switch
    {
        { Format: ReasoningSource.Custom, Open: { } open, Close: { } close } => new ReasoningFormat(open, close),
        { Format: ReasoningSource.None } => null,
        _ => ReasoningFormat.Detect(template, text => vocabulary.Find(text) is not null),
    };

    private ChatTemplate Compile(string? template, ReasoningFormat? reasoning, LoadedModel loaded)
    {
        try
        {
            return ChatTemplate.Compile(template, new ChatTemplateOptions
            {
                BosText = TextOf(loaded.Vocabulary, loaded.Vocabulary.BeginOfText),
                EosText = TextOf(loaded.Vocabulary, FindEndOfText(loaded)),
                ControlTexts = [.. loaded.Vocabulary.ControlTexts],
                Reasoning = reasoning,
                Time = time,
            });
        }
        catch (ChatTemplateException exception)
        {
            string source = settings.Model.ChatTemplate is null ? "The model's chat template" : "Model:ChatTemplate";
            throw new StartupException($"{source} cannot be used: {exception.Message}", exception);
        }
    }

    private static Token? FindEndOfText(LoadedModel loaded) =>
        loaded.Description.Metadata.TryGetValue("tokenizer.ggml.eos_token_id", out string? text) &&
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) &&
        id < loaded.Vocabulary.Count
            ? new Token(id)
            : null;

    private static string TextOf(IVocabulary vocabulary, Token? token) =>
        token is { } present ? Encoding.UTF8.GetString(vocabulary.GetBytes(present)) : "";
}
