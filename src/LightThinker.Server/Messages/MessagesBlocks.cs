using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Reads the blocks of a turn. Stateless.</summary>
internal static class MessagesBlocks
{
    /// <summary>Adds a block to the history.</summary>
    /// <param name="history">Where it goes; has entered the role.</param>
    /// <param name="role">Whose turn it is.</param>
    /// <param name="block">The block.</param>
    /// <param name="param">Where it stands.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static ApiError? Add(ChatHistory history, string role, MessagesBlock block, string param)
    {
        switch (role, block.Type)
        {
            case (_, null):
                return ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send a block's type, such as 'text'.");
            case (_, "text"):
                return AddText(history, block, param);
            case ("assistant", "thinking"):
                return AddThought(history, block, param);
            case ("assistant", "redacted_thinking"):
                // Written by another server, which alone can read it.
                return null;
            case ("assistant", "tool_use"):
                return AddCall(history, block, param);
            case ("user", "tool_result"):
                return AddResult(history, block, param);
            case (_, "thinking" or "redacted_thinking" or "tool_use" or "tool_result"):
                string type = $"{param}.type";
                return ApiError.InvalidValue(
                    type,
                    $"Invalid '{type}': a block of type '{block.Type}' cannot stand in a message of the role '{role}'; " +
                    "tool_result belongs to user, tool_use and thinking to assistant.");
            default:
                return NotServed(block.Type, param);
        }
    }

    public static ApiError NotServed(string type, string param) => ApiError.Unsupported(
        $"{param}.type",
        $"'{param}.type' is '{type}', which is not supported here: this model reads text only. Send blocks of type 'text'.");

    private static ApiError? AddText(ChatHistory history, MessagesBlock block, string param)
    {
        if (block.Text is null)
        {
            return ApiError.Missing($"{param}.text", $"'{param}.text' is missing.");
        }

        history.AddText(block.Text);
        return null;
    }

    private static ApiError? AddThought(ChatHistory history, MessagesBlock block, string param)
    {
        if (block.Thinking is null)
        {
            return ApiError.Missing($"{param}.thinking", $"'{param}.thinking' is missing.");
        }

        history.AddThought(block.Thinking);
        return null;
    }

    private static ApiError? AddCall(ChatHistory history, MessagesBlock block, string param)
    {
        string? missing = string.IsNullOrEmpty(block.Id) ? "id"
            : string.IsNullOrEmpty(block.Name) ? "name"
            : block.Input is null ? "input"
            : null;
        if (missing is not null)
        {
            return ApiError.Missing($"{param}.{missing}", $"'{param}.{missing}' is missing; send the block as it came.");
        }

        // Arguments that were cut off came as a string.
        JsonElement input = block.Input!.Value;
        history.AddCall(
            block.Id!,
            block.Name!,
            input.ValueKind == JsonValueKind.String ? input.GetString()! : input.GetRawText());
        return null;
    }

    private static ApiError? AddResult(ChatHistory history, MessagesBlock block, string param)
    {
        string id = $"{param}.tool_use_id";
        if (string.IsNullOrEmpty(block.ToolUseId))
        {
            return ApiError.Missing(id, $"'{id}' is missing; say which tool_use block is answered.");
        }

        (string? text, ApiError? error) = MessagesText.Join(block.Content ?? [], $"{param}.content");
        if (error is not null)
        {
            return error;
        }

        // Chat messages have no other place to say so.
        string result = block.IsError == true ? $"Error: {text}" : text!;
        return history.TryAddResult(block.ToolUseId, result) ? null : ApiError.InvalidValue(
            id,
            $"Invalid '{id}': no tool_use block before it has the id '{block.ToolUseId}'.");
    }
}
