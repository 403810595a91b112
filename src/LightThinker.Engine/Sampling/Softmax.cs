using System.Numerics;
using System.Runtime.InteropServices;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// Weights of candidates: probabilities before they are divided by their sum. Stateless but for the memory it is given;
/// engine thread only.
/// </summary>
internal static class Softmax
{
    // exp(x) below this is no longer a normal float and counts as 0.
    private const float Vanishing = -87f;

    // Adding it leaves the sum's nearest integer in the lowest bits of the mantissa.
    private const float RoundingShift = 12582912f;

    // ln 2 in two parts, of which the first has so few bits that its product with an exponent is exact.
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -2.12194440e-4f;

    /// <summary>Fills in the weight of every candidate, in the scratch memory.</summary>
    /// <returns>The sum of weights, and the mean over the distribution of a logit's distance to the largest, at most 0.</returns>
    public static (double Sum, double MeanDistance) WeighAll(in CandidateSet candidates)
    {
        double sum = 0;
        double distances = 0;
        for (int block = 0; block < candidates.BlockCount; block++)
        {
            (float blockSum, float blockDistances) =
                Weigh(candidates.Block(block), candidates.Max, 1f, candidates.BlockWeights(block));
            sum += blockSum;
            distances += blockDistances;
        }

        return (sum, distances / sum);
    }

    /// <summary>Computes exp((logit − max) · scale), to within 3e-7 of its value and 1 for the largest logit.</summary>
    /// <param name="logits">None above the largest, none NaN.</param>
    /// <param name="max">The largest logit, finite.</param>
    /// <param name="scale">Above 0 and finite: the inverse of the temperature.</param>
    /// <param name="weights">As long as the logits.</param>
    /// <returns>The sum of the weights, and that of the weights times the scaled distances.</returns>
    public static (float Sum, float Distances) Weigh(
        ReadOnlySpan<float> logits, float max, float scale, Span<float> weights)
    {
        ReadOnlySpan<Vector<float>> logitVectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        Span<Vector<float>> weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Vector<float> maxima = new(max);
        Vector<float> scales = new(scale);
        Vector<float> sum = Vector<float>.Zero;
        Vector<float> distances = Vector<float>.Zero;
        for (int v = 0; v < logitVectors.Length; v++)
        {
            Vector<float> distance = Vector.MaxNative((logitVectors[v] - maxima) * scales, new Vector<float>(Vanishing));
            Vector<float> weight = Exp(distance);
            weightVectors[v] = weight;
            sum += weight;
            distances += weight * distance;
        }

        int done = logitVectors.Length * Vector<float>.Count;
        if (done < logits.Length)
        {
            // The rest as a vector too, filled up with masked tokens, so that a weight does not depend on its place.
            Span<float> rest = stackalloc float[Vector<float>.Count];
            rest.Fill(float.NegativeInfinity);
            logits[done..].CopyTo(rest);
            Vector<float> distance = Vector.MaxNative((new Vector<float>(rest) - maxima) * scales, new Vector<float>(Vanishing));
            Vector<float> weight = Exp(distance);
            sum += weight;
            distances += weight * distance;
            weight.CopyTo(rest);
            rest[..(logits.Length - done)].CopyTo(weights[done..]);
        }

        return (Vector.Sum(sum), Vector.Sum(distances));
    }

    // exp(x) = 2^n · exp(r) with |r| at most half of ln 2, where six terms of the power series are as good as a float is.
    // Twice as fast as the library's, which computes in double precision; and exp(0) is 1, so that equal logits weigh the same
    // whole number. For Vanishing and above, up to 0.
    private static Vector<float> Exp(Vector<float> x)
    {
        Vector<float> shifted = Vector.MultiplyAddEstimate(x, new Vector<float>(1.44269504f), new Vector<float>(RoundingShift));
        Vector<float> n = shifted - new Vector<float>(RoundingShift);
        Vector<float> r = Vector.MultiplyAddEstimate(n, new Vector<float>(-LogTwoHigh), x);
        r = Vector.MultiplyAddEstimate(n, new Vector<float>(-LogTwoLow), r);

        Vector<float> series = new(1f / 720f);
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 120f));
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 24f));
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 6f));
        series = Vector.MultiplyAddEstimate(series, r, new Vector<float>(1f / 2f));
        series = Vector.MultiplyAddEstimate(series, r, Vector<float>.One);
        series = Vector.MultiplyAddEstimate(series, r, Vector<float>.One);

        Vector<int> exponent = Vector.AsVectorInt32(shifted) << 23;
        Vector<float> power = Vector.AsVectorSingle(Vector.AsVectorInt32(series) + exponent);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<float>(Vanishing)), power, Vector<float>.Zero);
    }
}
