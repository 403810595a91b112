using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

#pragma warning disable CA1822, CA1801
/// <summary>Stand-in until the sampler lands.</summary>
internal sealed class SamplingState(SamplingOptions options, ReadOnlySpan<Token> prompt)
{
    public SamplingOptions Options { get; } = options;

    public int Seen { get; private set; } = prompt.Length;

    public void Accept(Token token) => Seen += token.Id >= 0 ? 1 : 0;
}
