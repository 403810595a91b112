using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Scalars;

/// <summary>
/// Ways to compute with numbers, never run: <see cref="TemporaryScalars"/> has to tell those named Lost… from those named Kept…
/// Stateless and thread-safe.
/// </summary>
internal static class ScalarUses
{
    private static readonly Scalar Field = 2;

    public static Tensor LostInSum(Tensor a, Tensor b) => a + b;

    public static Tensor LostInSumWithScalar(Tensor a) => a + Field;

    public static Tensor LostInSumWithNumber(Tensor a) => a + 1.5;

    public static Tensor LostInDifferenceWithNumber(Tensor a) => a - 1;

    public static Tensor LostInProductWithNumber(Tensor a) => a * 1.5;

    public static Tensor LostInProductWithNumberBefore(Tensor a) => 2 * a;

    public static Tensor LostInQuotientWithNumber(Tensor a) => a / 3f;

    public static Tensor LostInSquare(Tensor a) => a.square();

    public static Tensor LostInAdd(Tensor a, Tensor b) => a.add(b);

    public static Tensor LostInAddInPlace(Tensor a, Tensor b) => a.add_(b);

    public static Tensor LostInAddOfScalar(Tensor a) => a.add(Field);

    public static Tensor LostInAddOfScalarInPlace(Tensor a) => a.add_(Field);

    public static Tensor LostAsArgument(Tensor a, double factor) => a.mul(factor);

    public static Tensor LostAsFilling(Tensor a) => a.fill_(0.5);

    public static Tensor LostByToScalar(Tensor a) => a.mul(0.5.ToScalar());

    public static Tensor LostInLambda(Tensor a) => new[] { a }.Select(item => item * 2.0).First();

    public static Tensor LostInLocal(Tensor a, double factor)
    {
        Scalar scalar = factor;
        return a.mul(scalar).mul(scalar);
    }

    public static Tensor KeptInUsing(Tensor a, double factor)
    {
        using Scalar scalar = factor;
        return a.mul(scalar).add(a, scalar).addcmul_(a, a, scalar);
    }

    public static Tensor KeptInField(Tensor a, Tensor b) => a.add(b, Field).mul(Field).add(Field, Field) * Field;

    public static Tensor KeptInDifference(Tensor a, Tensor b) => a - b;

    public static Tensor KeptInDifferenceWithScalar(Tensor a) => a - Field;

    public static Tensor KeptWithoutScalars(Tensor a, Tensor b) => (a * b / b).matmul(b).softmax(-1).to(ScalarType.Float32);
}
