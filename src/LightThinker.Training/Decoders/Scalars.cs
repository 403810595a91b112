using TorchSharp;

namespace LightThinker.Training.Decoders;

/// <summary>
/// Scalars that live as long as the process. Thread-safe. TorchSharp (0.107) does not keep a scalar alive while a native call
/// uses it, so a temporary one may be collected during the call; and <c>a + b</c> makes one, the factor of b. Sums of tensors
/// are therefore written with <c>add(b, Scalars.One)</c>.
/// </summary>
internal static class Scalars
{
    public static Scalar One { get; } = 1;
}
