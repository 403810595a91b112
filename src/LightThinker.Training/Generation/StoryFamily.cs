namespace LightThinker.Training.Generation;

/// <summary>
/// One actor's story: a number of things that sentence after sentence changes. Stateless and thread-safe.
/// </summary>
internal sealed class StoryFamily : IFamily
{
    private static readonly string[] Openings =
    [
        "{N} has {n} {t}.", "At first {N} has {n} {t}.", "{N} starts the day with {n} {t}.", "{N} counts {n} {t} on the table.",
        "There are {n} {t} in {N}'s room.", "{N} owns {n} {t}.", "In the morning {N} has {n} {t}.", "{N} collects {t} and has {n}.",
    ];

    private static readonly string[] Links = ["", "", "", "", "", "Then ", "Later ", "Next ", "Soon "];

    private static readonly string[] Questions =
    [
        "How many {t} does {N} have now?", "How many {t} are left?", "How many {t} does {s} have in the end?",
        "What is the number of {t} now?", "How many {t} has {N} got at the end?", "How many {t} remain?",
    ];

    public string Name => "story";

    public int LeastSteps => 1;

    public int MostSteps => 20;

    public Problem Make(Draw draw, int steps)
    {
        var story = StoryWords.Draw(draw);
        int amount = draw.Number(5, draw.Chance(0.2) ? 400 : 99);
        var sentences = new List<string> { story.Fill(draw.One(Openings), amount, 0) };
        var thoughts = new List<string>();
        var seen = new HashSet<string>();
        while (thoughts.Count < steps)
        {
            if (StoryStep.Draw(draw, draw.One(StoryEvent.All), amount) is { } step && seen.Add(step.Key))
            {
                amount = Tell(draw, story with { Friend = draw.One(story.Others) }, step, amount, sentences, thoughts);
            }
        }

        sentences.Add(story.Fill(draw.One(Questions), 0, 0));
        return new Problem
        {
            Question = string.Join(' ', sentences),
            Thoughts = thoughts,
            Response = $"{story.Actor.Name} has {amount} {story.Things}.",
            Answer = $"{amount}",
            Steps = steps,
        };
    }

    /// <summary>Adds one step to the story and to the thoughts.</summary>
    /// <returns>The amount after it.</returns>
    internal static int Tell(
        Draw draw, StoryWords words, StoryStep step, int amount, List<string> sentences, List<string> thoughts)
    {
        var story = words with { Containers = draw.One(Lexicon.Containers), SpellsCount = draw.Chance(0.25) };
        string link = draw.One(Links);
        string sentence = story.Fill(step.Event.Sentence, step.First, step.Second, byName: draw.Chance(0.25));
        sentences.Add((link.Length > 0 ? link + sentence : char.ToUpperInvariant(sentence[0]) + sentence[1..]) + ".");

        int result = step.Apply(amount);
        string phrase = (story with { SpellsCount = false }).Fill(step.Event.Phrase, step.First, step.Second);
        thoughts.Add(
            $"{story.Actor.Name} has {amount} {story.Things} and {phrase}, {step.WorkOut(amount)} " +
            $"Now {story.Actor.Name} has {result} {story.Things}.");
        return result;
    }
}
