using System.Text.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Options;
using LightThinker.Server.Responses;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LightThinker.Server.Tests.Responses;

/// <summary>Makes stores and responses to put into them. Stateless.</summary>
internal static class Stores
{
    public static ResponseStore Open(
        string? path = null,
        int maxStored = 100,
        int maxMegabytes = 100,
        FakeTimeProvider? time = null) => ResponseStore.Open(
            new ResponsesSettings
            {
                StorePath = path,
                MaxStored = maxStored,
                MaxStoredMegabytes = maxMegabytes,
                Retention = TimeSpan.FromHours(1),
            },
            time ?? new FakeTimeProvider(),
            NullLogger<ResponseStore>.Instance);

    public static Response Response(string id, string? previous = null, string text = "") => new()
    {
        Id = id,
        PreviousResponseId = previous,
        CreatedAt = 7,
        Status = ResponseStatuses.Completed,
        Model = "m",
        Output = [Item($"msg_{id}", "assistant", "output_text", id + text)],
        ParallelToolCalls = true,
        Reasoning = new ResponseReasoningOptions(),
        Store = true,
        Temperature = 1,
        Text = new ResponseTextOptions(),
        ToolChoice = JsonElement.Parse("\"auto\""),
        Tools = [],
        TopLogprobs = 0,
        TopP = 1,
        Truncation = "disabled",
        Metadata = new Dictionary<string, string>(),
    };

    public static ResponseItem Question(string id) => Item(id, "user", "input_text", id);

    public static string TextOf(ResponseItem item) => item.Content!.Parts![0]!.Text!;

    private static ResponseItem Item(string id, string role, string type, string text) => new()
    {
        Type = ResponseItemTypes.Message,
        Id = id,
        Role = role,
        Content = new ResponseContent([new ResponseContentPart { Type = type, Text = text }]),
    };
}
