using System.Text.Json;
using LightThinker.OpenAI.Anthropic;

namespace LightThinker.Server.Messages;

/// <summary>Tells chat templates whether the model is to think. Stateless.</summary>
internal static class ThinkingSwitch
{
    // As Qwen's and DeepSeek's templates call it.
    private static readonly string[] Names = ["enable_thinking", "thinking"];

    /// <summary>The variables of the template, with those that models read for it.</summary>
    /// <param name="arguments">The client's own, which go first; null for none.</param>
    /// <param name="thinking">What the client says of thinking; null where it says nothing.</param>
    public static IReadOnlyDictionary<string, JsonElement>? AddTo(
        IReadOnlyDictionary<string, JsonElement>? arguments,
        MessagesThinking? thinking)
    {
        if (thinking?.Type is not ("enabled" or "disabled"))
        {
            return arguments;
        }

        var all = new Dictionary<string, JsonElement>(arguments ?? new Dictionary<string, JsonElement>());
        foreach (string name in Names)
        {
            all.TryAdd(name, JsonSerializer.SerializeToElement(thinking.Type == "enabled"));
        }

        return all;
    }
}
