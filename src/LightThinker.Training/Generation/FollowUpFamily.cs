using LightThinker.Training.Data;

namespace LightThinker.Training.Generation;

/// <summary>
/// A second turn: the story goes on from the answer of the first, whose thoughts are no longer in the conversation. Stateless
/// and thread-safe.
/// </summary>
internal sealed class FollowUpFamily : IFamily
{
    private static readonly string[] Questions =
        ["How many {t} does {N} have then?", "How many {t} are there now?", "How many {t} does {s} have after that?"];

    public string Name => "follow-up";

    public int LeastSteps => 1;

    public int MostSteps => 4;

    public Problem Make(Draw draw, int steps)
    {
        var story = StoryWords.Draw(draw);
        int amount = draw.Number(5, 99);
        var sentences = new List<string> { $"{story.Actor.Name} has {amount} {story.Things}." };
        amount = Go(draw, story, draw.Number(1, 3), amount, sentences, []);
        sentences.Add(story.Fill("How many {t} does {N} have now?", 0, 0));

        var next = new List<string>();
        var thoughts = new List<string>();
        int end = Go(draw, story, steps, amount, next, thoughts);
        next.Add(story.Fill(draw.One(Questions), 0, 0));
        return new Problem
        {
            History =
            [
                new ChatMessage("user", string.Join(' ', sentences)),
                new ChatMessage("assistant", $"{story.Actor.Name} has {amount} {story.Things}."),
            ],
            Question = string.Join(' ', next),
            Thoughts = thoughts,
            Response = $"{story.Actor.Name} has {end} {story.Things}.",
            Answer = $"{end}",
            Steps = steps,
        };
    }

    private static int Go(
        Draw draw, StoryWords story, int steps, int amount, List<string> sentences, List<string> thoughts)
    {
        var seen = new HashSet<string>();
        for (int done = 0; done < steps;)
        {
            if (StoryStep.Draw(draw, draw.One(StoryEvent.All), amount) is { } step && seen.Add(step.Key))
            {
                amount = StoryFamily.Tell(draw, story, step, amount, sentences, thoughts);
                done++;
            }
        }

        return amount;
    }
}
