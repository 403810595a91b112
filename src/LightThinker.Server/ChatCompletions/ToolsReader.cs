using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Reads the tools of a request, and which of them may be called. Stateless.</summary>
internal static class ToolsReader
{
    private const int MaxTools = 128;

    private static readonly JsonElement NoParameters = JsonDocument.Parse(
        """{"type":"object","properties":{},"additionalProperties":false}""").RootElement;

    /// <returns>The tools that may be called, null for none; or the first mistake.</returns>
    public static (ToolSet? Tools, ApiError? Error) Read(ChatCompletionRequest wire, ServedModel model)
    {
        (IReadOnlyList<Tool>? tools, ApiError? error) = ReadTools(wire.Tools ?? []);
        if (error is not null)
        {
            return (null, error);
        }

        (ToolChoice? choice, error) = ToolChoice.Read(wire.ToolChoice, [.. tools!.Select(static tool => tool.Name)]);
        if (error is not null || choice!.Allowed.Count == 0)
        {
            return (null, error);
        }

        if (model.ToolCalls is not { } format)
        {
            return (null, ApiError.Unsupported(
                "tools",
                "'tools' cannot be used: calls in the form of this model's chat template cannot be read; leave them out."));
        }

        Tool[] allowed = [.. tools!.Where(tool => choice.Allowed.Contains(tool.Name))];
        return (new ToolSet(
            format,
            allowed,
            choice.MustCall,
            wire.ParallelToolCalls ?? true,
            JsonSerializer.SerializeToElement(
                (IReadOnlyList<ToolDefinition?>)[.. wire.Tools!.Where(tool => choice.Allowed.Contains(tool!.Function!.Name!))],
                WireJson.Context.IReadOnlyListToolDefinition)), null);
    }

    private static (IReadOnlyList<Tool>? Tools, ApiError? Error) ReadTools(IReadOnlyList<ToolDefinition?> wire)
    {
        if (wire.Count > MaxTools)
        {
            return (null, ApiError.InvalidValue("tools", $"Invalid 'tools': {wire.Count} tools; send at most {MaxTools}."));
        }

        var tools = new List<Tool>(wire.Count);
        for (int i = 0; i < wire.Count; i++)
        {
            string param = $"tools[{i}]";
            if (FindMistake(wire[i], param) is { } mistake)
            {
                return (null, mistake);
            }

            FunctionDefinition function = wire[i]!.Function!;
            if (tools.Any(tool => tool.Name == function.Name))
            {
                return (null, ApiError.InvalidValue(
                    $"{param}.function.name",
                    $"Invalid '{param}.function.name': '{function.Name}' is an earlier tool's name too; name each once."));
            }

            tools.Add(new Tool(
                function.Name!,
                function.Parameters is { ValueKind: JsonValueKind.Object } schema ? schema : NoParameters,
                function.Strict ?? false,
                $"{param}.function.parameters"));
        }

        return (tools, null);
    }

    private static ApiError? FindMistake(ToolDefinition? tool, string param) => tool switch
    {
        null => ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"),
        { Type: null } => ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send 'function'."),
        { Type: not "function" } => ApiError.Unsupported(
            $"{param}.type",
            $"Tools of type '{tool.Type}' are not supported: this server runs none itself. Send tools of type 'function'."),
        { Function: null } => ApiError.Missing($"{param}.function", $"'{param}.function' is missing."),
        _ => FieldPolicy.FindUnknown(tool.Others, param) ?? FindMistake(tool.Function, $"{param}.function"),
    };

    private static ApiError? FindMistake(FunctionDefinition function, string param) =>
        Names.Check($"{param}.name", function.Name)
        ?? (function.Parameters is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) }
            ? ApiError.InvalidValue(
                $"{param}.parameters",
                $"Invalid type for '{param}.parameters': expected a JSON Schema object.",
                "invalid_type")
            : FieldPolicy.FindUnknown(function.Others, param));
}
