using System.Text.Json.Serialization.Metadata;
using LightThinker.Engine.Decoding;
using LightThinker.OpenAI.Json;
using LightThinker.OpenAI.Tokens;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Tokens;

/// <summary>Answers what texts, tokens and prompts are to the model, without the engine. Thread-safe.</summary>
internal sealed class TokenService(
    EngineHost host,
    RequestReader reader,
    PreparationGate gate,
    ErrorWriter errors)
{
    public Task TokenizeAsync(HttpContext http) => AnswerAsync(
        http,
        WireJson.Context.TokenizeRequest,
        WireJson.Context.TokenList,
        static (wire, model) =>
        {
            (IReadOnlyList<Token>? tokens, ApiError? error) = TokenizeReader.Read(wire, model);
            return (tokens is null ? null : TokenReport.List(tokens, wire, model), error);
        });

    public Task DetokenizeAsync(HttpContext http) => AnswerAsync(
        http,
        WireJson.Context.DetokenizeRequest,
        WireJson.Context.DetokenizedText,
        static (wire, model) => FindMistake(wire, model) is { } mistake
            ? (null, mistake)
            : (new DetokenizedText { Content = TokenReport.Spell(wire.Tokens!.Select(static id => new Token(id)), model.Vocabulary) }, null));

    /// <summary>Takes a chat request, of which only what makes the prompt counts.</summary>
    public Task ApplyTemplateAsync(HttpContext http) => AnswerAsync(
        http,
        WireJson.Context.ChatCompletionRequest,
        WireJson.Context.RenderedPrompt,
        static (wire, model) =>
        {
            (ChatPrompt? prompt, ApiError? error) = ChatPromptFactory.Create(wire with { Model = wire.Model ?? model.Id }, model);
            return (prompt is null ? null : new RenderedPrompt { Prompt = prompt.Text.ToString() }, error);
        });

    private static ApiError? FindMistake(DetokenizeRequest wire, ServedModel model)
    {
        if ((TokenizeReader.CheckModel(wire.Model, model)
            ?? (wire.Others?.Keys.FirstOrDefault() is { } unknown ? ApiError.UnknownField(unknown) : null)) is { } mistake)
        {
            return mistake;
        }

        if (wire.Tokens is null)
        {
            return ApiError.Missing("tokens", "'tokens' is missing; send a list of token ids.");
        }

        int count = model.Vocabulary.Count;
        int bad = wire.Tokens.Index().FirstOrDefault(token => (uint)token.Item >= (uint)count, (Index: -1, Item: 0)).Index;
        return bad < 0 ? null : ApiError.InvalidValue(
            $"tokens[{bad}]",
            $"Invalid 'tokens[{bad}]': {wire.Tokens[bad]} is not a token of this model; its tokens are 0 to {count - 1}.");
    }

    private async Task AnswerAsync<TRequest, TAnswer>(
        HttpContext http,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TAnswer> answer,
        Func<TRequest, ServedModel, (TAnswer? Answer, ApiError? Error)> respond)
        where TRequest : class
        where TAnswer : class
    {
        TAnswer? value = null;
        if (host.TryGetModel(out ServedModel? model, out ApiError? error))
        {
            (TRequest? wire, error) = await reader.ReadAsync(http.Request, request);
            if (error is null)
            {
                (value, error) = await gate.RunAsync(() => respond(wire!, model), http.RequestAborted);
            }
        }

        await (error is not null
            ? errors.WriteAsync(http, error)
            : http.Response.WriteAsJsonAsync(value!, answer, cancellationToken: http.RequestAborted));
    }
}
