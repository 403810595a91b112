using System.Text.RegularExpressions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Gives the fields in errors about a translated request their names in this protocol. Stateless.</summary>
internal static partial class ChatFieldNames
{
    // Longer names stand before those that they begin with.
    private static readonly (string Chat, string Messages)[] Names =
    [
        ("stop", "stop_sequences"),
        ("thinking_budget_tokens", "thinking.budget_tokens"),
        ("reasoning_effort", "output_config.effort"),
        ("response_format.json_schema.schema", "output_config.format.schema"),
        ("response_format", "output_config.format"),
        ("parallel_tool_calls", "tool_choice.disable_parallel_tool_use"),
        ("tool_choice.function.name", "tool_choice.name"),
    ];

    /// <param name="error">About a chat request.</param>
    public static ApiError Rename(ApiError error) => error with
    {
        Message = RenameQuoted(error.Message),
        Param = error.Param is { } param ? RenameQuoted($"'{param}'")[1..^1] : null,
    };

    private static string RenameQuoted(string text)
    {
        foreach ((string chat, string messages) in Names)
        {
            foreach (char end in "'.[")
            {
                text = text.Replace($"'{chat}{end}", $"'{messages}{end}", StringComparison.Ordinal);
            }
        }

        text = Parameters().Replace(text, "'tools[$1].input_schema");
        return Function().Replace(text, "'tools[$1]");
    }

    [GeneratedRegex(@"'tools\[(\d+)\]\.function\.parameters")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"'tools\[(\d+)\]\.function")]
    private static partial Regex Function();
}
