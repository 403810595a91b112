using LightThinker.Engine.Decoding;
using LightThinker.Engine.Phases;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>Tells how likely the model found the tokens of prompts. Engine thread only.</summary>
internal sealed class PromptReporter(IDecoder decoder)
{
    private readonly LogprobReader _logprobs = new();

    /// <summary>Reports the tokens that the last batch has read, each by the logits of the row before it.</summary>
    /// <param name="sequence">A sequence whose request asks for them.</param>
    /// <param name="rows">Its rows.</param>
    public void Report(Sequence sequence, PromptRows rows)
    {
        var request = sequence.Generation.Request;
        int count = Math.Min(rows.Count, request.Prompt.Count - 1 - rows.FirstToken);
        if (count <= 0)
        {
            return;
        }

        var tokens = new WrittenToken[count];
        for (int i = 0; i < count; i++)
        {
            var (read, top) = _logprobs.Read(
                decoder.GetLogits(rows.FirstRow + i),
                request.Prompt[rows.FirstToken + i + 1],
                request.PromptLogprobs!.Value);
            tokens[i] = new WrittenToken(Phase.Answer, read, top);
        }

        sequence.Generation.Publish(sequence.Choice, GenerationEvent.Read(tokens));
    }
}
