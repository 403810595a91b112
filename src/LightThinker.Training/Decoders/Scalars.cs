using TorchSharp;

namespace LightThinker.Training.Decoders;

/// <summary>
/// Scalars that live as long as the process. Thread-safe. TorchSharp (0.107) does not keep a scalar alive while a native call
/// uses it, so a temporary one may be collected during the call. Several methods make one themselves: <c>a + b</c> and <c>add(b)</c>
/// (the factor of b), <c>square()</c> (the exponent), and every operator with a C# number. Sums of tensors
/// are therefore written with <c>add(b, Scalars.One)</c>, and other numbers get a name in a <c>using</c>. A test reads the compiled
/// program for what does not.
/// </summary>
internal static class Scalars
{
    public static Scalar One { get; } = 1;
}
