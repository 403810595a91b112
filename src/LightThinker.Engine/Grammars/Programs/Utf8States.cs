namespace LightThinker.Engine.Grammars.Programs;

/// <summary>
/// States that match the UTF-8 of one character of a set, byte by byte. No two edges of a state share a byte. Immutable and
/// thread-safe.
/// </summary>
/// <param name="starts">Where each state's edges start, and where the last one's end.</param>
/// <param name="edges">All edges, ascending within a state.</param>
internal sealed class Utf8States(int[] starts, Utf8Edge[] edges)
{
    /// <summary>Instead of a state: the character is complete.</summary>
    public const int Whole = -1;

    /// <summary>Instead of a state: the byte does not fit.</summary>
    public const int Refused = -2;

    public ReadOnlySpan<Utf8Edge> Edges => edges;

    /// <returns>The next state, <see cref="Whole"/> or <see cref="Refused"/>.</returns>
    public int Step(int state, byte value)
    {
        int low = starts[state];
        int high = starts[state + 1] - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (value < edges[middle].First)
            {
                high = middle - 1;
            }
            else if (value > edges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return edges[middle].Target;
            }
        }

        return Refused;
    }
}
