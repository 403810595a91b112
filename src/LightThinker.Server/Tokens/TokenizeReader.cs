using LightThinker.Engine.Decoding;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Tokens;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Tokens;

/// <summary>Turns the texts and conversations of requests into tokens. Stateless.</summary>
internal static class TokenizeReader
{
    /// <returns>The tokens, of any number; or the first mistake in the request.</returns>
    public static (IReadOnlyList<Token>? Tokens, ApiError? Error) Read(TokenizeRequest wire, ServedModel model)
    {
        if ((CheckModel(wire.Model, model) ?? FindMistake(wire)) is { } mistake)
        {
            return (null, mistake);
        }

        if (wire.Messages is null)
        {
            bool begins = wire.AddSpecial ?? wire.AddSpecialTokens ?? wire.Prompt is not null;
            return (Tokenize(wire.Prompt ?? wire.Content!, begins, model.Vocabulary), null);
        }

        (ChatPrompt? prompt, ApiError? error) = ChatPromptFactory.Create(
            new ChatCompletionRequest
            {
                Model = model.Id,
                Messages = wire.Messages,
                Tools = wire.Tools,
                ChatTemplateKwargs = wire.ChatTemplateKwargs,
                AddGenerationPrompt = wire.AddGenerationPrompt,
                ContinueFinalMessage = wire.ContinueFinalMessage,
            },
            model);
        return (prompt?.Tokens, error);
    }

    /// <summary>The mistake in a <c>model</c> that may be left out; null where there is none.</summary>
    public static ApiError? CheckModel(string? id, ServedModel model) =>
        id is null || model.Answers(id) ? null : ApiError.ModelNotFound(id, model.Id);

    private static IReadOnlyList<Token> Tokenize(string text, bool begins, IVocabulary vocabulary)
    {
        IReadOnlyList<Token> tokens = vocabulary.Tokenize(text);
        return begins && vocabulary is { AddsBeginOfText: true, BeginOfText: { } begin } ? [begin, .. tokens] : tokens;
    }

    private static ApiError? FindMistake(TokenizeRequest wire)
    {
        if (wire.Others?.Keys.FirstOrDefault() is { } unknown)
        {
            return ApiError.UnknownField(unknown);
        }

        bool hasText = wire.Content is not null || wire.Prompt is not null;
        return wire switch
        {
            { Messages: null } when !hasText => ApiError.Missing(
                "content",
                "'content' is missing; send a text as 'content' or 'prompt', or a conversation as 'messages'."),
            { Content: not null, Prompt: not null } => ApiError.InvalidValue(
                "prompt",
                "'prompt' and 'content' are names of one parameter; send one of them."),
            { Messages: not null } when hasText => ApiError.InvalidValue(
                "messages",
                "'messages' cannot be combined with a text; send one of them."),
            { ParseSpecial: true } => ApiError.Unsupported(
                "parse_special",
                "'parse_special' is not supported: names of control tokens in a text are text. Send false, or 'messages' " +
                "for a prompt with control tokens."),
            { AddSpecial: { } one, AddSpecialTokens: { } other } when one != other => ApiError.InvalidValue(
                "add_special_tokens",
                "'add_special_tokens' and 'add_special' are names of one parameter, but differ; send one of them."),
            { Messages: not null } when (wire.AddSpecial ?? wire.AddSpecialTokens) is not null => ApiError.InvalidValue(
                wire.AddSpecial is null ? "add_special_tokens" : "add_special",
                "Which tokens stand around 'messages' is said by the chat template; leave this out."),
            _ => hasText ? CheckConversation(wire) : null,
        };
    }

    private static ApiError? CheckConversation(TokenizeRequest wire)
    {
        string? field =
            wire.Tools is not null ? "tools"
            : wire.ChatTemplateKwargs is not null ? "chat_template_kwargs"
            : wire.AddGenerationPrompt is not null ? "add_generation_prompt"
            : wire.ContinueFinalMessage is not null ? "continue_final_message"
            : null;
        return field is null ? null : ApiError.InvalidValue(field, $"'{field}' is allowed only with 'messages'.");
    }
}
