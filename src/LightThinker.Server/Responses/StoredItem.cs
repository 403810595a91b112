using System.Text.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>An item in the form in which it is kept. Immutable.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="IsOutput">Whether the response wrote it; else it was in its input.</param>
/// <param name="Body">JSON.</param>
internal sealed record StoredItem(string Id, bool IsOutput, byte[] Body)
{
    public StoredItem(ResponseItem item, bool IsOutput)
        : this(item.Id!, IsOutput, JsonSerializer.SerializeToUtf8Bytes(item, ResponsesJson.Context.ResponseItem))
    {
    }
}
