using LightThinker.TestKit.Models;

namespace LightThinker.TestKit.Reference;

/// <summary>
/// Rotary position embedding: turns pairs of a head's numbers by angles that grow with the position. Immutable and
/// thread-safe.
/// </summary>
internal sealed class RotaryEmbedding
{
    private readonly int _headWidth;
    private readonly double _base;
    private readonly bool _pairsAreNeighbours;

    public RotaryEmbedding(ModelShape shape)
    {
        _headWidth = shape.HeadWidth;
        _base = shape.RopeBase;
        _pairsAreNeighbours = shape.Architecture == ModelArchitecture.Llama;
    }

    /// <summary>Turns every head of a row of queries or keys in place.</summary>
    public void Rotate(Span<float> heads, int position)
    {
        int pairs = _headWidth / 2;
        for (int pair = 0; pair < pairs; pair++)
        {
            double angle = position * Math.Pow(_base, -(double)pair / pairs);
            float cosine = (float)Math.Cos(angle);
            float sine = (float)Math.Sin(angle);
            int first = _pairsAreNeighbours ? 2 * pair : pair;
            int second = _pairsAreNeighbours ? first + 1 : first + pairs;
            for (int head = 0; head < heads.Length; head += _headWidth)
            {
                float x = heads[head + first];
                float y = heads[head + second];
                heads[head + first] = (x * cosine) - (y * sine);
                heads[head + second] = (x * sine) + (y * cosine);
            }
        }
    }
}
