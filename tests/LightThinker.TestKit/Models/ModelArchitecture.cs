namespace LightThinker.TestKit.Models;

/// <summary>The architectures that models are generated for.</summary>
public enum ModelArchitecture
{
    /// <summary>No biases; rotary embedding turns neighbouring pairs of a head's numbers.</summary>
    Llama,

    /// <summary>Biases on queries, keys and values; rotary embedding turns pairs half a head apart.</summary>
    Qwen2,
}
