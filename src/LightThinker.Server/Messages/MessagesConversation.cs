using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Turns a request's system prompt and turns into chat messages. Stateless.</summary>
internal static class MessagesConversation
{
    private static readonly string[] Roles = ["user", "assistant", "system"];

    /// <returns>The messages, or the first mistake in them.</returns>
    public static (IReadOnlyList<ChatMessage>? Messages, ApiError? Error) Read(MessagesRequest wire)
    {
        if (wire.Messages is not { Count: > 0 } turns)
        {
            return (null, wire.Messages is null
                ? ApiError.Missing("messages", "'messages' is missing; send at least one message.")
                : ApiError.InvalidValue("messages", "'messages' is empty; send at least one message."));
        }

        var history = new ChatHistory();
        if (wire.System is { } system)
        {
            (string? text, ApiError? error) = MessagesText.Join(system, "system");
            if (error is not null)
            {
                return (null, error);
            }

            // An empty one asks for nothing.
            if (text!.Length > 0)
            {
                history.Enter("system");
                history.AddText(text);
            }
        }

        for (int i = 0; i < turns.Count; i++)
        {
            if (Add(history, turns[i], $"messages[{i}]") is { } error)
            {
                return (null, error);
            }
        }

        return (history.Complete(), null);
    }

    private static ApiError? Add(ChatHistory history, MessagesTurn? turn, string param)
    {
        if ((CheckTurn(turn, param) ?? MessagesFields.FindMistake(turn!, param)) is { } error)
        {
            return error;
        }

        history.Enter(turn!.Role!);
        for (int i = 0; i < turn.Content!.Count; i++)
        {
            string place = $"{param}.content[{i}]";
            ApiError? mistake = turn.Content[i] is { } block
                ? MessagesBlocks.Add(history, turn.Role!, block, place) ?? MessagesFields.FindMistake(block, place)
                : ApiError.InvalidValue(place, $"'{place}' is null; send an object.", "invalid_type");
            if (mistake is not null)
            {
                return mistake;
            }
        }

        return null;
    }

    private static ApiError? CheckTurn(MessagesTurn? turn, string param) => turn switch
    {
        null => ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"),
        { Role: null } => ApiError.Missing(
            $"{param}.role",
            $"'{param}.role' is missing; send one of {string.Join(", ", Roles)}."),
        { Role: { } role } when !Roles.Contains(role) => ApiError.InvalidValue(
            $"{param}.role",
            $"Invalid '{param}.role': '{role}' is not a role; send one of {string.Join(", ", Roles)}."),
        { Content: null } => ApiError.Missing(
            $"{param}.content",
            $"'{param}.content' is missing; send a string or a list of blocks."),

        // An answer may be empty, and be sent back as it came.
        { Content.Count: 0, Role: not "assistant" } => ApiError.InvalidValue(
            $"{param}.content",
            $"'{param}.content' is an empty list; send at least one block."),
        _ => null,
    };
}
