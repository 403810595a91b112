using System.Text.Json;

namespace LightThinker.Server.Tests.Messages;

/// <summary>Puts the blocks of a stream together, as a client does. Stateless.</summary>
internal static class MessageParts
{
    /// <summary>
    /// Of each block its type and texts, such as <c>thinking Two unsigned</c>, <c>text Hi!</c> or <c>tool_use id name {}</c>.
    /// </summary>
    public static IReadOnlyList<string> Collect(IReadOnlyList<(string Name, JsonElement Data)> events)
    {
        var blocks = new List<string>();
        bool isOpen = false;
        foreach ((string name, JsonElement data) in events)
        {
            switch (name)
            {
                case "content_block_start":
                    Assert.False(isOpen);
                    Assert.Equal(blocks.Count, data.GetProperty("index").GetInt32());
                    isOpen = true;
                    blocks.Add(Begin(data.GetProperty("content_block")));
                    break;
                case "content_block_delta":
                    Assert.True(isOpen);
                    Assert.Equal(blocks.Count - 1, data.GetProperty("index").GetInt32());
                    blocks[^1] += TextOf(data.GetProperty("delta"));
                    break;
                case "content_block_stop":
                    Assert.True(isOpen);
                    Assert.Equal(blocks.Count - 1, data.GetProperty("index").GetInt32());
                    isOpen = false;
                    break;
            }
        }

        return blocks;
    }

    private static string Begin(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "tool_use" => $"tool_use {block.GetProperty("id")} {block.GetProperty("name")} ",
        var type => $"{type} ",
    };

    private static string TextOf(JsonElement delta) => delta.GetProperty("type").GetString() switch
    {
        "text_delta" => delta.GetProperty("text").GetString()!,
        "thinking_delta" => delta.GetProperty("thinking").GetString()!,
        "input_json_delta" => delta.GetProperty("partial_json").GetString()!,
        "signature_delta" => $" {delta.GetProperty("signature")}",
        var type => throw new InvalidDataException(type),
    };
}
