using LightThinker.Engine.Decoding;
using LightThinker.OpenAI.Inputs;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Embeddings;

/// <summary>Turns a request's inputs into tokens that can be embedded. Stateless.</summary>
internal static class EmbeddingInputReader
{
    /// <summary>Inputs of one request, as in OpenAI's API.</summary>
    private const int MaxInputs = 2048;

    /// <returns>The inputs, or the first mistake in them.</returns>
    public static (IReadOnlyList<IReadOnlyList<Token>>? Inputs, ApiError? Error) Read(
        TextInput? wire, EmbeddingModel model)
    {
        switch (wire?.Count)
        {
            case null:
                return (null, ApiError.Missing("input", "'input' is missing; send a text or a list of texts."));
            case 0:
                return (null, ApiError.InvalidValue("input", "'input' is an empty list; send at least one text."));
            case > MaxInputs:
                return (null, ApiError.InvalidValue(
                    "input", $"'input' has {wire.Count} inputs; send no more than {MaxInputs} in one request."));
        }

        var inputs = new IReadOnlyList<Token>[wire.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            string param = wire.IsOne ? "input" : $"input[{i}]";
            (inputs[i], ApiError? error) = wire.Texts is { } texts
                ? ReadText(texts[i], param, model)
                : ReadTokens(wire.Tokens![i], param, model);
            if ((error ?? CheckLength(inputs[i], param, model)) is { } mistake)
            {
                return (null, mistake);
            }
        }

        return (inputs, null);
    }

    private static (IReadOnlyList<Token> Tokens, ApiError? Error) ReadText(
        string text, string param, EmbeddingModel model) =>
        text.Length > 0
            ? (model.Tokenize(text), null)
            : ([], ApiError.InvalidValue(param, $"'{param}' is an empty text; send at least one character."));

    private static (IReadOnlyList<Token> Tokens, ApiError? Error) ReadTokens(
        IReadOnlyList<int> ids, string param, EmbeddingModel model)
    {
        int count = model.Vocabulary.Count;
        for (int i = 0; i < ids.Count; i++)
        {
            if ((uint)ids[i] >= (uint)count)
            {
                return ([], ApiError.InvalidValue(
                    $"{param}[{i}]",
                    $"Invalid '{param}[{i}]': {ids[i]} is not a token of this model; its tokens are 0 to {count - 1}."));
            }
        }

        return ([.. ids.Select(id => new Token(id))], null);
    }

    private static ApiError? CheckLength(IReadOnlyList<Token> tokens, string param, EmbeddingModel model) =>
        tokens.Count == 0
            ? ApiError.InvalidValue(param, $"'{param}' has no tokens; send at least one.")
        : tokens.Count > model.MaxTokens
            ? ApiError.InvalidValue(
                param,
                $"'{param}' has {tokens.Count} tokens, but no more than {model.MaxTokens} can be embedded as one input; shorten it.",
                "context_length_exceeded")
        : null;
}
