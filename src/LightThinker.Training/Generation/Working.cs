using System.Globalization;
using System.Text;

namespace LightThinker.Training.Generation;

/// <summary>Writes a calculation out place by place, with carries and borrows, as it is done on paper. Thread-safe.</summary>
internal static class Working
{
    /// <summary>The largest number that problems use: three places.</summary>
    public const int Largest = 999;

    private static readonly string[] Places = ["Ones", "Tens", "Hundreds", "Thousands"];

    public static string Add(int a, int b)
    {
        var text = new StringBuilder();
        int carry = 0;
        int places = Math.Max(CountDigits(a), CountDigits(b));
        for (int place = 0; place < places; place++)
        {
            int sum = Digit(a, place) + Digit(b, place) + carry;
            Start(text, place).Append(Text($"{Digit(a, place)} + {Digit(b, place)}{(carry > 0 ? " + 1" : "")} = "));
            carry = Write(text, sum);
        }

        return EndWithCarry(text, places, carry);
    }

    /// <summary><paramref name="a"/> is at least <paramref name="b"/>.</summary>
    public static string Subtract(int a, int b)
    {
        var text = new StringBuilder();
        int borrow = 0;
        for (int place = 0; place < CountDigits(a); place++)
        {
            int upper = Digit(a, place);
            string lower = Text($"{Digit(b, place)}{(borrow > 0 ? " - 1" : "")}");
            int difference = upper - Digit(b, place) - borrow;
            Start(text, place).Append(Text($"{upper} - {lower}"));
            borrow = difference < 0 ? 1 : 0;
            text.Append(borrow > 0
                ? Text($": borrow, {upper + 10} - {lower} = {difference + 10}, write {difference + 10}.")
                : Text($" = {difference}, write {difference}."));
        }

        return text.ToString();
    }

    /// <summary>By one digit.</summary>
    public static string Multiply(int a, int digit)
    {
        var text = new StringBuilder();
        int carry = 0;
        int places = CountDigits(a);
        for (int place = 0; place < places; place++)
        {
            int product = (Digit(a, place) * digit) + carry;
            Start(text, place).Append(Text($"{Digit(a, place)} x {digit}{(carry > 0 ? Text($" + {carry}") : "")} = "));
            carry = Write(text, product);
        }

        return EndWithCarry(text, places, carry);
    }

    /// <summary>An even number's half, from the highest place down.</summary>
    public static string Halve(int a)
    {
        var text = new StringBuilder();
        int rest = 0;
        for (int place = CountDigits(a) - 1; place >= 0; place--)
        {
            int part = (rest * 10) + Digit(a, place);
            rest = part % 2;
            Start(text, place).Append(Text($"{part} / 2 = {part / 2}, write {part / 2}{(rest > 0 ? ", rest 1" : "")}."));
        }

        return text.ToString();
    }

    /// <summary>Which of two different numbers is more, from the highest place down.</summary>
    public static string Compare(int a, int b)
    {
        var text = new StringBuilder();
        for (int place = Math.Max(CountDigits(a), CountDigits(b)) - 1; ; place--)
        {
            int left = Digit(a, place);
            int right = Digit(b, place);
            Start(text, place);
            if (left != right)
            {
                return text.Append(Text($"{left} is {(left > right ? "more" : "less")} than {right}.")).ToString();
            }

            text.Append(Text($"{left} and {right} are equal."));
        }
    }

    private static StringBuilder Start(StringBuilder text, int place) =>
        text.Append(text.Length > 0 ? " " : "").Append(Places[place]).Append(": ");

    private static int Write(StringBuilder text, int value)
    {
        text.Append(Text($"{value}, write {value % 10}{(value > 9 ? Text($", carry {value / 10}") : "")}."));
        return value / 10;
    }

    private static string EndWithCarry(StringBuilder text, int place, int carry)
    {
        if (carry > 0)
        {
            Start(text, place).Append(Text($"write {carry}."));
        }

        return text.ToString();
    }

    private static int CountDigits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static int Digit(int number, int place) => number / (int)Math.Pow(10, place) % 10;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
