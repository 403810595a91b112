using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.OpenAI.Completions;
using LightThinker.OpenAI.Inputs;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;

namespace LightThinker.Server.TextCompletions;

/// <summary>Turns a request's prompts into tokens. Immutable and thread-safe.</summary>
internal sealed class PromptReader(Settings settings)
{
    private const string Field = "prompt";

    private static readonly TextInput NewDocument = new([""], isOne: true);

    /// <returns>The prompts, or the first mistake in them.</returns>
    /// <param name="wire">The request.</param>
    /// <param name="choices">Texts that are written to each.</param>
    /// <param name="model">The served model.</param>
    public (IReadOnlyList<CompletionPrompt>? Prompts, ApiError? Error) Read(
        CompletionRequest wire,
        int choices,
        ServedModel model)
    {
        TextInput input = wire.Prompt ?? NewDocument;
        if (input.Count == 0 || input.Count > settings.Engine.MaxQueued)
        {
            return (null, ApiError.InvalidValue(
                Field,
                $"'{Field}' has {input.Count} prompts; send 1 to {settings.Engine.MaxQueued} in one request " +
                "(setting Engine:MaxQueued)."));
        }

        IVocabulary vocabulary = model.Vocabulary;
        FillInTokens? fill = wire.Suffix is null ? null : FillInTokens.Find(model.Description.Metadata, vocabulary);
        if (wire.Suffix is not null && fill is null)
        {
            return (null, ApiError.Unsupported(
                "suffix",
                "'suffix' cannot be used: this model has no tokens for filling in; leave it out."));
        }

        var prompts = new List<CompletionPrompt>(input.Count);
        for (int i = 0; i < input.Count; i++)
        {
            string param = input.IsOne ? Field : $"{Field}[{i}]";
            (CompletionPrompt? prompt, ApiError? error) = input.Texts is { } texts
                ? (ReadText(texts[i], fill is null, model), null)
                : ReadTokens(input.Tokens![i], param, model);
            if (error is not null)
            {
                return (null, error);
            }

            if (fill is not null)
            {
                prompt = prompt! with
                {
                    Tokens = fill.Around(prompt.Tokens, vocabulary.Tokenize(wire.Suffix!), vocabulary.BeginOfText),
                };
            }

            if (CheckLength(prompt!.Tokens.Count, param, model.Engine.MaxPromptTokensFor(choices)) is { } mistake)
            {
                return (null, mistake);
            }

            prompts.Add(prompt);
        }

        return (prompts, null);
    }

    // Names of control tokens are text here as everywhere; clients that mean the tokens send tokens.
    private static CompletionPrompt ReadText(string text, bool beginsDocument, ServedModel model)
    {
        IReadOnlyList<Token> tokens = model.Vocabulary.Tokenize(text);
        return model.Vocabulary.BeginOfText is { } begin && (model.Vocabulary.AddsBeginOfText || (beginsDocument && tokens.Count == 0))
            ? new CompletionPrompt(text, [begin, .. tokens])
            : new CompletionPrompt(text, tokens);
    }

    private static (CompletionPrompt? Prompt, ApiError? Error) ReadTokens(
        IReadOnlyList<int> ids,
        string param,
        ServedModel model)
    {
        IVocabulary vocabulary = model.Vocabulary;
        for (int i = 0; i < ids.Count; i++)
        {
            if ((uint)ids[i] >= (uint)vocabulary.Count)
            {
                return (null, ApiError.InvalidValue(
                    $"{param}[{i}]",
                    $"Invalid '{param}[{i}]': {ids[i]} is not a token of this model; its tokens are 0 to {vocabulary.Count - 1}."));
            }
        }

        Token[] tokens = [.. ids.Select(static id => new Token(id))];
        byte[] text = [.. tokens.Where(token => !vocabulary.IsControl(token)).SelectMany(token => vocabulary.GetBytes(token).ToArray())];
        return (new CompletionPrompt(Encoding.UTF8.GetString(text), tokens), null);
    }

    private static ApiError? CheckLength(int tokens, string param, int max) => tokens switch
    {
        0 => ApiError.InvalidValue(param, $"'{param}' is empty, and this model has no token that begins a document; send some text."),
        _ when tokens > max => ApiError.InvalidValue(
            param,
            $"'{param}' is {tokens} tokens, but a prompt may have at most {max}; shorten it.",
            "context_length_exceeded"),
        _ => null,
    };
}
