namespace LightThinker.Engine.Decoding;

/// <summary>How the vectors of an input's tokens become the input's one vector.</summary>
public enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The first token's, for models that attend in both directions.</summary>
    Cls,

    /// <summary>The last token's.</summary>
    Last,
}
