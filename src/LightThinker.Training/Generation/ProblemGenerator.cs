using LightThinker.Training.Data;

namespace LightThinker.Training.Generation;

/// <summary>
/// Makes examples without end. The same seed gives the same examples on every machine. Not thread-safe; several with
/// different seeds may run side by side.
/// </summary>
internal sealed class ProblemGenerator(int seed, string split)
{
    // One problem in 64 is held out; a family with any finds one long before.
    private const int MostTries = 20_000;

    private static readonly string[] SystemMessages =
    [
        "You are a helpful assistant.", "You are a careful assistant.", "Think step by step.", "Answer the question.",
        "You are LightThinker, a small model that does sums.",
    ];

    private readonly Draw _draw = new(new Random(seed));

    public static IReadOnlyList<IFamily> Families { get; } =
    [
        new StoryFamily(), new PeopleFamily(), new VariablesFamily(), new SumsFamily(), new ListsFamily(),
        new FollowUpFamily(), new ChatFamily(),
    ];

    /// <exception cref="ArgumentException">There is no such family.</exception>
    public static IFamily Find(string family) =>
        Families.FirstOrDefault(candidate => candidate.Name == family) ?? throw new ArgumentException(
            $"There is no family '{family}'; there are {string.Join(", ", Families.Select(known => known.Name))}.");

    /// <param name="family">The kind of task.</param>
    /// <param name="steps">Cut to what the family can do.</param>
    /// <param name="hasSystemMessages">Whether some conversations begin with one.</param>
    /// <exception cref="ArgumentException">The family has no problem of so many steps in this split.</exception>
    public Example Next(IFamily family, int steps, bool hasSystemMessages = true)
    {
        steps = Math.Clamp(steps, family.LeastSteps, family.MostSteps);
        for (int tries = 0; tries < MostTries; tries++)
        {
            var problem = family.Make(_draw, steps);
            // Small talk is learnt by heart; it has no numbers to hold out.
            if (family.MostSteps == 0 || HeldOut.SplitOf(problem.Question) == split)
            {
                return ToExample(family.Name, problem, hasSystemMessages && _draw.Chance(0.15));
            }
        }

        throw new ArgumentException(
            $"The family '{family.Name}' has no {split} problem of {steps} steps: it has too few kinds of sentence for that. " +
            "Choose another number of steps.");
    }

    /// <summary>A number between two others, both included.</summary>
    public int Between(int least, int most) => _draw.Number(least, most);

    public bool Chance(double probability) => _draw.Chance(probability);

    private Example ToExample(string family, Problem problem, bool hasSystem) => new()
    {
        Family = family,
        Steps = problem.Steps,
        Split = split,
        Messages =
        [
            .. hasSystem ? [new ChatMessage("system", _draw.One(SystemMessages))] : Array.Empty<ChatMessage>(),
            .. problem.History,
            new ChatMessage("user", problem.Question),
        ],
        Thoughts = problem.Thoughts,
        Response = problem.Response,
        Answer = problem.Answer,
    };
}
