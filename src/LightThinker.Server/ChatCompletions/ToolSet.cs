using System.Text.Json;
using LightThinker.Chat.Tools;

namespace LightThinker.Server.ChatCompletions;

/// <summary>The tools of a request that the model may call, validated. Immutable.</summary>
/// <param name="Format">How the model writes calls.</param>
/// <param name="Tools">At least one, each with its own name.</param>
/// <param name="MustCall">Whether the answer has to be a call.</param>
/// <param name="IsParallel">Whether it may be several.</param>
/// <param name="Shown">What the template shows of them, in OpenAI's form.</param>
internal sealed record ToolSet(
    ToolCallFormat Format,
    IReadOnlyList<Tool> Tools,
    bool MustCall,
    bool IsParallel,
    JsonElement Shown)
{
    private readonly HashSet<string> _names = [.. Tools.Select(static tool => tool.Name)];

    /// <summary>Makes what finds calls in one choice of the answer.</summary>
    public ToolCallParser CreateParser() => new(Format, ToolCallIds.Random, _names);
}
