using LightThinker.Engine.Phases;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Tests;

/// <summary>Everything a generation's reader got. Immutable.</summary>
internal sealed record Transcript(string Reasoning, string Answer, IReadOnlyList<string> Pieces, GenerationResult Result)
{
    /// <summary>How the choice of a generation that ended last did so.</summary>
    public static GenerationResult ReadLast(Generation generation)
    {
        GenerationResult? result = null;
        while (generation.Events.TryRead(out var generationEvent))
        {
            result = generationEvent.Result ?? result;
        }

        Assert.True(generation.Events.Completion.IsCompleted);
        return result!;
    }

    /// <summary>Reads a generation that has ended.</summary>
    public static Transcript Read(Generation generation)
    {
        var pieces = new List<GenerationEvent>();
        GenerationResult? result = null;
        while (generation.Events.TryRead(out var generationEvent))
        {
            Assert.Null(result);
            if (generationEvent.Kind == GenerationEventKind.Text)
            {
                pieces.Add(generationEvent);
            }

            result = generationEvent.Result;
        }

        Assert.NotNull(result);
        Assert.True(generation.Events.Completion.IsCompleted);
        return new Transcript(
            string.Concat(pieces.Where(p => p.Phase == Phase.Reasoning).Select(p => p.Text)),
            string.Concat(pieces.Where(p => p.Phase == Phase.Answer).Select(p => p.Text)),
            [.. pieces.Select(p => p.Text!)],
            result);
    }
}
