using LightThinker.Engine.Decoding;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Server.Tests.Embeddings;

/// <summary>Vectors that tell inputs apart. Stateless.</summary>
internal static class ScriptedVectors
{
    /// <summary>Number of tokens, first and last token, and one that is always the same.</summary>
    public static float[] Of(IReadOnlyList<Token> input) => [input.Count, input[0].Id, input[^1].Id, 1];

    /// <summary>The vector of length 1 that an answer has.</summary>
    public static float[] UnitOf(params int[] input)
    {
        float[] vector = Of([.. input.Select(id => new Token(id))]);
        double length = Math.Sqrt(vector.Sum(number => (double)number * number));
        return [.. vector.Select(number => (float)(number / length))];
    }

    /// <summary>A source that pools by the mean.</summary>
    public static ScriptedEmbedderSource Source(int maxInputs = 4) => new(Of, 4)
    {
        TrainedPooling = Pooling.Mean,
        MaxInputs = maxInputs,
    };
}
