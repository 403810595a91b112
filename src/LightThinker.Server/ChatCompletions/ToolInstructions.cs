using LightThinker.Chat.Tools;
using TemplateMessage = LightThinker.Chat.Templates.ChatMessage;

namespace LightThinker.Server.ChatCompletions;

/// <summary>Tells a model of tools whose chat template does not. Stateless.</summary>
internal static class ToolInstructions
{
    /// <summary>Adds the tools, and how to call them, to the system message, or puts one in front.</summary>
    public static IReadOnlyList<TemplateMessage> AddTo(IReadOnlyList<TemplateMessage> messages, ToolSet tools)
    {
        string text = $"""
            You may call these functions:
            {tools.Shown.GetRawText()}
            To call one, write nothing but
            {Sample(tools.Format.Syntax)}
            """;
        return messages[0] is { Role: "system" or "developer" } system
            ? [system with { Content = $"{system.Content}\n\n{text}" }, .. messages.Skip(1)]
            : [new TemplateMessage("system", text), .. messages];
    }

    private static string Sample(ToolCallSyntax syntax) =>
        $"{syntax.Before}{syntax.BeforeName}NAME{syntax.BeforeArguments}{{…}}{syntax.AfterArguments}{syntax.After}";
}
