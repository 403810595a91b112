using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Gguf.Tests.TestKit.Reference;

public sealed class ReferenceTransformerTests
{
    public static TheoryData<ModelArchitecture> Architectures => new(Enum.GetValues<ModelArchitecture>());

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Evaluate_Causal_EqualsEvaluatingEachPrefix(ModelArchitecture architecture)
    {
        ReferenceTransformer model = Create(architecture);
        Token[] tokens = Text("The order of things");

        float[][] rows = model.Evaluate(tokens, VisibilityMask.Causal(tokens.Length));

        for (int length = 1; length <= tokens.Length; length++)
        {
            float[][] prefix = model.Evaluate(tokens[..length], VisibilityMask.Causal(length));
            Assert.Equal(rows[length - 1], prefix[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Evaluate_HiddenKeys_HaveNoInfluence(ModelArchitecture architecture)
    {
        ReferenceTransformer model = Create(architecture);
        var mask = new VisibilityMask([99, 99, 5, 5, 5, 99, 99, 99]);

        float[][] one = model.Evaluate(Text("ab123xyz"), mask);
        float[][] other = model.Evaluate(Text("ab789xyz"), mask);

        Assert.NotEqual(one[4], other[4]);
        Assert.Equal(one[5], other[5]);
        Assert.Equal(one[7], other[7]);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Evaluate_EvictedThought_ReachesLaterLogitsThroughCacheTokensOnly(ModelArchitecture architecture)
    {
        GeneratedModel generated = GeneratedModel.Create(new ModelShape { Architecture = architecture });
        var model = new ReferenceTransformer(generated);
        float[] Last(string thought, bool withCacheTokens)
        {
            LightThinkerScheme scheme = LightThinkerScheme.Of(generated);
            var trace = new LightThinkerTrace(
                withCacheTokens ? scheme : scheme with { CacheTokens = [] }, Text("p"), promptOpensReasoning: true);
            Token[] sampled = [.. Text(thought), generated.Vocabulary.Split, .. Text("q")];
            Array.ForEach(sampled, trace.Sample);
            return model.Evaluate(trace.Tokens, trace.Mask)[^1];
        }

        Assert.Equal(Last("one", withCacheTokens: false), Last("two", withCacheTokens: false));
        Assert.True(LargestGap(Last("one", withCacheTokens: true), Last("two", withCacheTokens: true)) > 0.1f);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Evaluate_AllPositionsShifted_GivesTheSameLogits(ModelArchitecture architecture)
    {
        ReferenceTransformer model = Create(architecture);
        Token[] tokens = Text("relative positions");
        VisibilityMask mask = VisibilityMask.Causal(tokens.Length);

        float[] here = model.Evaluate(tokens, mask)[^1];
        float[] there = model.Evaluate(tokens, mask, firstPosition: 100)[^1];

        Assert.InRange(LargestGap(here, there), 0, 1e-3f);
        Assert.NotEqual(here, there);
    }

    [Fact]
    public void Evaluate_SameWeightsOtherArchitecture_DiffersByRotationAndBias()
    {
        Token[] tokens = Text("abc");
        VisibilityMask mask = VisibilityMask.Causal(3);

        float[] llama = Create(ModelArchitecture.Llama).Evaluate(tokens, mask)[^1];
        float[] qwen = Create(ModelArchitecture.Qwen2).Evaluate(tokens, mask)[^1];

        Assert.True(LargestGap(llama, qwen) > 0.1f);
    }

    [Fact]
    public void Evaluate_MaskOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(
            () => Create(ModelArchitecture.Llama).Evaluate(Text("abc"), VisibilityMask.Causal(2)));

    private static ReferenceTransformer Create(ModelArchitecture architecture) =>
        new(GeneratedModel.Create(new ModelShape { Architecture = architecture }));

    private static Token[] Text(string text) => [.. text.Select(letter => new Token(letter))];

    private static float LargestGap(float[] left, float[] right) =>
        left.Zip(right, (a, b) => MathF.Abs(a - b)).Max();
}
