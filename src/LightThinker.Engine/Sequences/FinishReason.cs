namespace LightThinker.Engine.Sequences;

/// <summary>Why a generation ended.</summary>
public enum FinishReason
{
    /// <summary>The model ended its turn, or a stop string appeared.</summary>
    Stop,

    /// <summary>The token limit, the model's trained context or the request's share of the KV cache was reached.</summary>
    Length,

    /// <summary>The client went away or the server is stopping.</summary>
    Cancelled,

    /// <summary>The request's grammar allowed no token of the model's where the answer stood.</summary>
    Stuck,

    /// <summary>The engine failed; <see cref="GenerationResult.Error"/> says how.</summary>
    Failed,
}
