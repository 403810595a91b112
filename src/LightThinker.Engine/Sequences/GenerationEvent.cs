using LightThinker.Engine.Phases;

namespace LightThinker.Engine.Sequences;

/// <summary>
/// One message from the engine to a request's reader. Immutable. A stream is: one <c>Admitted</c> for each request, and where
/// it asked for them its <c>Prompt</c>s, before any text; for each choice any number of <c>Text</c> and one <c>Finished</c>. A
/// request that ends in the queue has the last only.
/// </summary>
public readonly record struct GenerationEvent
{
    private GenerationEvent(GenerationEventKind kind, Phase phase, string? text, GenerationResult? result)
    {
        Kind = kind;
        Phase = phase;
        Text = text;
        Result = result;
    }

    public GenerationEventKind Kind { get; }

    /// <summary>Which choice it is about, from 0; of an <c>Admitted</c> or a <c>Prompt</c>, the request's first.</summary>
    public int Choice { get; init; }

    /// <summary>Which part of the output <see cref="Text"/> belongs to.</summary>
    public Phase Phase { get; }

    /// <summary>Whole characters of output, empty only beside tokens; null unless the kind is <c>Text</c>.</summary>
    public string? Text { get; }

    /// <summary>
    /// The tokens behind <see cref="Text"/>, where the request asked for them; of a <c>Prompt</c>, the next ones of the
    /// prompt, the second first: nothing comes before the first, so it has no probability. Else empty.
    /// </summary>
    public IReadOnlyList<WrittenToken> Tokens { get; init; } = [];

    /// <summary>How it ended; null unless the kind is <c>Finished</c>.</summary>
    public GenerationResult? Result { get; }

    internal static GenerationEvent Admitted() => new(GenerationEventKind.Admitted, default, null, null);

    internal static GenerationEvent Read(IReadOnlyList<WrittenToken> tokens) =>
        new(GenerationEventKind.Prompt, default, null, null) { Tokens = tokens };

    internal static GenerationEvent Wrote(Phase phase, string text, IReadOnlyList<WrittenToken> tokens) =>
        new(GenerationEventKind.Text, phase, text, null) { Tokens = tokens };

    internal static GenerationEvent Finished(GenerationResult result) =>
        new(GenerationEventKind.Finished, default, null, result);
}
