using LightThinker.Training.Data;

namespace LightThinker.Training.Generation;

/// <summary>What a family makes: everything of an example but its split. Immutable.</summary>
internal sealed record Problem
{
    public required string Question { get; init; }

    public required IReadOnlyList<string> Thoughts { get; init; }

    public required string Response { get; init; }

    public required string Answer { get; init; }

    public required int Steps { get; init; }

    /// <summary>The conversation before the question.</summary>
    public IReadOnlyList<ChatMessage> History { get; init; } = [];
}
