using System.Text.Json;
using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>A response in the form in which it is kept. Immutable.</summary>
internal sealed class StoredResponse
{
    public StoredResponse(Response response, IReadOnlyList<ResponseItem> input)
    {
        Id = response.Id;
        PreviousId = response.PreviousResponseId;
        Body = JsonSerializer.SerializeToUtf8Bytes(response, ResponsesJson.Context.Response);
        Items =
        [
            .. input.Select(static item => new StoredItem(item, IsOutput: false)),
            .. response.Output.Select(static item => new StoredItem(item, IsOutput: true)),
        ];
        Size = Body.Length + Items.Sum(static item => (long)item.Body.Length);
    }

    public string Id { get; }

    /// <summary>The response that it continues; null where there is none.</summary>
    public string? PreviousId { get; }

    public byte[] Body { get; }

    public IReadOnlyList<StoredItem> Items { get; }

    /// <summary>Of the body and all items, in bytes.</summary>
    public long Size { get; }
}
