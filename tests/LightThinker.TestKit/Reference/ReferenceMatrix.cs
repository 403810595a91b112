namespace LightThinker.TestKit.Reference;

/// <summary>A weight matrix, row by row, that maps vectors of its columns to vectors of its rows. Immutable.</summary>
internal sealed class ReferenceMatrix
{
    private readonly float[] _weights;
    private readonly int _columns;

    public ReferenceMatrix(float[] weights, int columns)
    {
        _weights = weights;
        _columns = columns;
    }

    public ReadOnlySpan<float> Row(int row) => _weights.AsSpan(row * _columns, _columns);

    public float[] Multiply(ReadOnlySpan<float> vector)
    {
        var product = new float[_weights.Length / _columns];
        for (int row = 0; row < product.Length; row++)
        {
            product[row] = Dot(Row(row), vector);
        }

        return product;
    }

    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
