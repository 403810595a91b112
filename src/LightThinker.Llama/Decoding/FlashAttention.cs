namespace LightThinker.Llama.Decoding;

/// <summary>Whether attention is computed without holding its whole matrix.</summary>
public enum FlashAttention
{
    /// <summary>Where the model and the backend support it.</summary>
    Automatic,

    On,

    Off,
}
