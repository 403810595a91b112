using System.Threading.Channels;
using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;

namespace LightThinker.Server.Answers;

/// <summary>What one answer has in the engine; all of it comes and goes together. <see cref="Cancel"/> is thread-safe.</summary>
internal sealed class SubmittedGenerations(IReadOnlyList<GenerationRequest> requests)
{
    private readonly GenerationEvents _events = new(requests.Sum(static request => request.Choices));
    private volatile Generation[] _generations = [];

    /// <summary>What the engine writes, of all choices; ends after the last of them has finished.</summary>
    public ChannelReader<GenerationEvent> Events => _events.Reader;

    /// <summary>Queues all requests, or none.</summary>
    public SubmitOutcome Submit(InferenceEngine engine)
    {
        foreach (GenerationRequest request in requests)
        {
            SubmitOutcome outcome = engine.TrySubmit(request, _events, out Generation? generation);
            if (outcome != SubmitOutcome.Queued)
            {
                Cancel();
                return outcome;
            }

            _generations = [.. _generations, generation!];
        }

        return SubmitOutcome.Queued;
    }

    /// <summary>Asks the engine to stop at its next step.</summary>
    public void Cancel()
    {
        foreach (Generation generation in _generations)
        {
            generation.Cancel();
        }
    }
}
