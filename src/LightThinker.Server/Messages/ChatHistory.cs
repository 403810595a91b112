using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.OpenAI.Chat;

namespace LightThinker.Server.Messages;

/// <summary>
/// Builds chat messages from blocks. Turns of one role that follow one another become one message, as templates expect
/// them to alternate. Not thread-safe.
/// </summary>
internal sealed class ChatHistory
{
    private readonly List<ChatMessage> _messages = [];
    private readonly HashSet<string> _callIds = [];
    private readonly List<string> _texts = [];
    private readonly List<string> _thoughts = [];
    private JsonArray _calls = [];
    private string? _role;

    /// <summary>What follows is of this role.</summary>
    public void Enter(string role)
    {
        if (role != _role)
        {
            Flush();
            _role = role;
        }
    }

    public void AddText(string text) => _texts.Add(text);

    /// <summary>Adds thinking; without text, as where a client had it left out, it says nothing.</summary>
    public void AddThought(string text)
    {
        if (text.Length > 0)
        {
            _thoughts.Add(text);
        }
    }

    /// <summary>Adds a call of a tool.</summary>
    /// <param name="id">By which <see cref="TryAddResult"/> answers it.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">JSON.</param>
    public void AddCall(string id, string name, string arguments)
    {
        _callIds.Add(id);
        _calls.Add((JsonNode)new JsonObject
        {
            ["id"] = id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
        });
    }

    /// <summary>Adds what a tool answered, as a message of its own.</summary>
    /// <returns>False where nothing before calls a tool by this id.</returns>
    public bool TryAddResult(string callId, string text)
    {
        FlushTexts();
        _messages.Add(new ChatMessage { Role = "tool", ToolCallId = callId, Content = new MessageContent(text) });
        return _callIds.Contains(callId);
    }

    /// <summary>The messages; nothing may be added after.</summary>
    public IReadOnlyList<ChatMessage> Complete()
    {
        Flush();
        return _messages;
    }

    private void Flush()
    {
        if (_role == "assistant")
        {
            FlushAnswer();
        }
        else
        {
            FlushTexts();
        }
    }

    private void FlushTexts()
    {
        if (_texts.Count > 0)
        {
            _messages.Add(new ChatMessage { Role = _role, Content = new MessageContent(string.Join('\n', _texts)) });
            _texts.Clear();
        }
    }

    private void FlushAnswer()
    {
        bool calls = _calls.Count > 0;
        _messages.Add(new ChatMessage
        {
            Role = _role,
            Content = calls && _texts.Count == 0 ? null : new MessageContent(string.Join('\n', _texts)),
            ReasoningContent = _thoughts.Count > 0 ? string.Join("\n\n", _thoughts) : null,
            Others = calls
                ? new Dictionary<string, JsonElement> { ["tool_calls"] = JsonElement.Parse(_calls.ToJsonString()) }
                : null,
        });
        _texts.Clear();
        _thoughts.Clear();
        _calls = [];
    }
}
