using System.Text;

namespace LightThinker.Engine.Tests.Grammars;

public sealed class GrammarAgainstReferenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Match_RandomGrammarsAndTexts_AgreesWithEveryDerivation(int seed)
    {
        var random = new RandomGrammars(new Random(seed));
        int accepted = 0;
        int begun = 0;
        for (int i = 0; i < 1_000; i++)
        {
            ReferenceGrammar reference = random.Grammar();
            var probe = new GrammarProbe(reference.Text);
            for (int j = 0; j < 20; j++)
            {
                string text = random.Text(7);
                (bool accepts, bool begins) = reference.Match(text);
                accepted += accepts ? 1 : 0;
                begun += begins ? 1 : 0;

                Assert.True(
                    begins == probe.Begins(Encoding.UTF8.GetBytes(text)) && accepts == probe.Accepts(text),
                    $"{reference.Text}\n\nand '{text}': expected accepts {accepts}, begins {begins}.");
            }
        }

        Assert.InRange(accepted, 500, 19_000);
        Assert.InRange(begun, accepted + 500, 19_500);
    }

    // A part of a character is good where some whole character with that part is; the letters and one more stand for all,
    // as a negated class leaves out letters only.
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Match_TextThatEndsInsideACharacter_AgreesWithEveryDerivation(int seed)
    {
        var random = new RandomGrammars(new Random(seed));
        (string Character, string Other)[] cases = [("é", "è"), ("😀", "😁")];
        int begun = 0;
        for (int i = 0; i < 1_000; i++)
        {
            ReferenceGrammar reference = random.Grammar();
            var probe = new GrammarProbe(reference.Text);
            foreach ((string character, string other) in cases)
            {
                string text = random.Text(4);
                byte[] bytes = Encoding.UTF8.GetBytes(text + character);
                bool begins = reference.Match(text + character).Begins || reference.Match(text + other).Begins;
                begun += begins ? 1 : 0;

                Assert.True(
                    begins == probe.Begins(bytes[..^1]), $"{reference.Text}\n\nand '{text}' with a part of '{character}'.");
                Assert.False(probe.After(bytes[..^1])?.CanEnd ?? false);
            }
        }

        Assert.InRange(begun, 200, 1_800);
    }
}
