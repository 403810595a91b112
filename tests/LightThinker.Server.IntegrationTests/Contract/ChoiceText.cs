using System.Text;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>One choice of an answer, put together from its pieces, of which a whole answer has one. Not thread-safe.</summary>
internal sealed class ChoiceText
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<(string Name, StringBuilder Arguments)> _calls = [];

    public string Content => _content.ToString();

    public string Reasoning => _reasoning.ToString();

    public IEnumerable<(string Name, string Arguments)> Calls => _calls.Select(call => (call.Name, call.Arguments.ToString()));

    public List<AnswerToken> Tokens { get; } = [];

    public List<int> TokenIds { get; } = [];

    /// <summary>Null until it has ended.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>Takes a choice of a whole answer.</summary>
    public static ChoiceText OfWhole(JsonElement choice)
    {
        var text = new ChoiceText();
        JsonElement message = choice.GetProperty("message");
        text.AddText(message);
        foreach (JsonElement call in Items(message, "tool_calls"))
        {
            text.AddCall(call.GetProperty("function"));
        }

        text.AddRest(choice);
        return text;
    }

    /// <summary>Takes the choice of one chunk.</summary>
    public void Add(JsonElement choice)
    {
        Assert.Null(FinishReason);
        JsonElement delta = choice.GetProperty("delta");
        AddText(delta);
        foreach (JsonElement piece in Items(delta, "tool_calls"))
        {
            int index = piece.GetProperty("index").GetInt32();
            JsonElement function = piece.GetProperty("function");
            if (piece.TryGetProperty("id", out _))
            {
                Assert.Equal(_calls.Count, index);
                Assert.Equal("function", piece.GetProperty("type").GetString());
                AddCall(function);
            }
            else
            {
                Assert.Equal(_calls.Count - 1, index);
                Assert.False(function.TryGetProperty("name", out _));
                _calls[index].Arguments.Append(function.GetProperty("arguments").GetString());
            }
        }

        AddRest(choice);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : default;

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private void AddText(JsonElement message)
    {
        Assert.Equal(TextOf(message, "reasoning_content"), TextOf(message, "reasoning"));
        _content.Append(TextOf(message, "content"));
        _reasoning.Append(TextOf(message, "reasoning"));
    }

    private void AddCall(JsonElement function) =>
        _calls.Add((function.GetProperty("name").GetString()!, new StringBuilder(function.GetProperty("arguments").GetString())));

    private void AddRest(JsonElement choice)
    {
        Tokens.AddRange(AnswerToken.ReadAll(choice.GetProperty("logprobs")));
        TokenIds.AddRange(Items(choice, "token_ids").Select(id => id.GetInt32()));
        FinishReason = choice.GetProperty("finish_reason").GetString();
    }
}
