using System.Threading.Channels;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>Reads what the engine writes for one answer, all its choices. One per request; not thread-safe.</summary>
internal sealed class AnswerReader
{
    private readonly ChannelReader<GenerationEvent> _source;
    private readonly AnswerText[] _texts;
    private readonly ChoiceEnd?[] _ends;
    private readonly bool _isRaw;
    private int _running;

    /// <param name="source">The events of all choices.</param>
    /// <param name="plan">What was submitted.</param>
    public AnswerReader(ChannelReader<GenerationEvent> source, AnswerPlan plan)
    {
        _source = source;
        _texts = [.. plan.Requests
            .SelectMany(static request => Enumerable.Repeat(request, request.Choices))
            .Select((request, choice) => new AnswerText(choice, request.StartPhase, plan.CreateToolParser?.Invoke()))];
        _ends = new ChoiceEnd?[_texts.Length];
        _isRaw = plan.IsRaw;
        _running = _texts.Length;
    }

    public int ChoiceCount => _texts.Length;

    /// <summary>Whether every choice has ended.</summary>
    public bool IsDone => _running == 0;

    /// <summary>How the choices ended; once all have.</summary>
    public IReadOnlyList<ChoiceEnd> Ends => [.. _ends.Select(static end => end!)];

    /// <summary>Waits for the next event.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public ValueTask<GenerationEvent> ReadAsync(CancellationToken aborted) => _source.ReadAsync(aborted);

    /// <summary>Whether something can be read at once; waits until that is so.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken aborted) => _source.WaitToReadAsync(aborted);

    public bool TryRead(out GenerationEvent item) => _source.TryRead(out item);

    /// <summary>What clients see of an event.</summary>
    public IReadOnlyList<AnswerDelta> Show(GenerationEvent item) => item.Kind switch
    {
        GenerationEventKind.Prompt => [new AnswerDelta(item.Choice, AnswerPart.Prompt, "") { Tokens = item.Tokens }],
        GenerationEventKind.Text when _isRaw =>
            [new AnswerDelta(item.Choice, AnswerPart.Content, item.Text!) { Tokens = item.Tokens }],
        GenerationEventKind.Text => _texts[item.Choice].Push(item),
        GenerationEventKind.Finished => _texts[item.Choice].Complete(),
        _ => [],
    };

    /// <summary>Takes note of a choice's end; what it showed last was asked for before.</summary>
    public ChoiceEnd End(GenerationEvent finished)
    {
        _running--;
        return _ends[finished.Choice] =
            new ChoiceEnd(finished.Choice, finished.Result!, _texts[finished.Choice].CalledTools);
    }
}
