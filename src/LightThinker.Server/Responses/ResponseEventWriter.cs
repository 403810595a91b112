using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Answers;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>
/// Streams an answer as the events of a response: items one after the other, each begun, filled and ended. One per stream; not
/// thread-safe.
/// </summary>
internal sealed class ResponseEventWriter(ServerSentEvents events, ResponseInProgress response) : IAnswerWriter
{
    private readonly ResponseEvents _events = new(events);
    private readonly List<ResponseItem> _output = [];
    private OutputItem? _open;

    /// <inheritdoc/>
    public void WriteStart()
    {
        _events.State(ResponseEventTypes.Created, response.Start);
        _events.State(ResponseEventTypes.InProgress, response.Start);
    }

    /// <inheritdoc/>
    public void Write(AnswerDelta delta)
    {
        if (delta.Text.Length == 0 && delta.Call is null)
        {
            // Tokens alone belong to what is open.
            if (_open is not null)
            {
                Append(_open, delta);
            }

            return;
        }

        if (_open?.Takes(delta) != true)
        {
            Close(ResponseStatuses.Completed);
            Open(delta.Part, delta.Call);
        }

        Append(_open!, delta);
    }

    /// <inheritdoc/>
    public void WriteFinish(ChoiceEnd end)
    {
        if (_open is null)
        {
            // There is always something to show: where there is nothing else, a message without text.
            Open(AnswerPart.Content, call: null);
        }

        Close(ResponseInProgress.StatusOf(end));
    }

    /// <inheritdoc/>
    public void WriteEnd(IReadOnlyList<ChoiceEnd> ends)
    {
        Response whole = response.Finish(ends[0], _output);
        _events.State(
            whole.Status == ResponseStatuses.Completed ? ResponseEventTypes.Completed : ResponseEventTypes.Incomplete,
            whole);
    }

    /// <inheritdoc/>
    public void WriteError(ApiError error)
    {
        Close(ResponseStatuses.Incomplete);
        _events.Error(error);
        _events.State(ResponseEventTypes.Failed, response.Fail(error, _output));
    }

    private void Append(OutputItem item, AnswerDelta delta)
    {
        IReadOnlyList<TokenLogprobEntry> logprobs = item.Append(delta.Text, delta.Tokens);
        if (delta.Text.Length + logprobs.Count > 0)
        {
            _events.Delta(item, _output.Count, delta.Text, logprobs);
        }
    }

    private void Open(AnswerPart part, ToolCallPiece? call)
    {
        _open = new OutputItem(part, call, response.Details);
        _events.Begin(_open, _output.Count);
    }

    private void Close(string status)
    {
        if (_open is null)
        {
            return;
        }

        ResponseItem item = _open.End(status);
        _events.End(_open, _output.Count, item);
        _output.Add(item);
        _open = null;
    }
}
