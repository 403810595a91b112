using System.Text.RegularExpressions;
using LightThinker.Training.Generation;

namespace LightThinker.Training.Tests.Generation;

public sealed class WorkingTests
{
    [Theory]
    [InlineData(247, 85, "Ones: 7 + 5 = 12, write 2, carry 1. Tens: 4 + 8 + 1 = 13, write 3, carry 1. Hundreds: 2 + 0 + 1 = 3, write 3.")]
    [InlineData(95, 7, "Ones: 5 + 7 = 12, write 2, carry 1. Tens: 9 + 0 + 1 = 10, write 0, carry 1. Hundreds: write 1.")]
    public void Add_WithCarries_IsWrittenPlaceByPlace(int a, int b, string expected) => Assert.Equal(expected, Working.Add(a, b));

    [Theory]
    [InlineData(332, 85, "Ones: 2 - 5: borrow, 12 - 5 = 7, write 7. Tens: 3 - 8 - 1: borrow, 13 - 8 - 1 = 4, write 4. Hundreds: 3 - 0 - 1 = 2, write 2.")]
    [InlineData(9, 4, "Ones: 9 - 4 = 5, write 5.")]
    public void Subtract_WithBorrows_IsWrittenPlaceByPlace(int a, int b, string expected) => Assert.Equal(expected, Working.Subtract(a, b));

    [Fact]
    public void Multiply_WithCarries_IsWrittenPlaceByPlace() => Assert.Equal(
        "Ones: 5 x 3 = 15, write 5, carry 1. Tens: 9 x 3 + 1 = 28, write 8, carry 2. Hundreds: write 2.", Working.Multiply(95, 3));

    [Fact]
    public void Halve_WithRests_GoesFromTheHighestPlaceDown() => Assert.Equal(
        "Hundreds: 1 / 2 = 0, write 0, rest 1. Tens: 13 / 2 = 6, write 6, rest 1. Ones: 18 / 2 = 9, write 9.", Working.Halve(138));

    [Fact]
    public void Compare_EqualTens_GoesOnToTheOnes() => Assert.Equal(
        "Tens: 3 and 3 are equal. Ones: 4 is less than 9.", Working.Compare(34, 39));

    [Fact]
    public void Calculations_OfAllSmallNumbers_WriteTheResult()
    {
        for (int a = 1; a < 200; a++)
        {
            for (int b = 1; b <= a; b++)
            {
                AssertWrites(a + b, Working.Add(a, b));
                AssertWrites(a - b, Working.Subtract(a, b));
            }

            AssertWrites(a * 3, Working.Multiply(a, 3));
        }
    }

    private static void AssertWrites(int expected, string working)
    {
        ThoughtChecker.AssertEquationsHold(Regex.Replace(working, ": borrow", ""));
        Assert.Equal(expected, ThoughtChecker.WrittenNumber(working));
    }
}
