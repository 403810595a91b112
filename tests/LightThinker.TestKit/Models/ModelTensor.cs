using LightThinker.Engine.Decoding;
using LightThinker.Gguf;

namespace LightThinker.TestKit.Models;

/// <summary>One tensor of a generated model and how its numbers are drawn. Immutable.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Type">How it is stored.</param>
/// <param name="Columns">Numbers per row.</param>
/// <param name="Rows">1 for norms and biases.</param>
/// <param name="Mean">Mean of the numbers.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="NoiseStart">Where on the noise ring its first number lies.</param>
internal sealed record ModelTensor(
    string Name,
    GgufTensorType Type,
    int Columns,
    int Rows,
    float Mean,
    float Deviation,
    long NoiseStart)
{
    public bool IsVector { get; init; }

    /// <summary>Factors on single rows; other rows have 1.</summary>
    public IReadOnlyDictionary<Token, float> RowFactors { get; init; } = new Dictionary<Token, float>();

    /// <summary>Draws one row as the generator means it, before it is rounded to the tensor's type.</summary>
    public void FillRow(WeightNoise noise, int row, Span<float> target)
    {
        float factor = RowFactors.GetValueOrDefault(new Token(row), 1);
        noise.Fill(NoiseStart + ((long)row * Columns), Mean, Deviation * factor, target);
    }
}
