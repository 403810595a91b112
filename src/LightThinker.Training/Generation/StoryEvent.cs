namespace LightThinker.Training.Generation;

/// <summary>
/// A sentence of a story that changes how many things its actor has. Immutable. In the texts, <c>{s}</c> is the
/// actor's pronoun, <c>{o}</c> its object form, <c>{N}</c> the actor's name, <c>{t}</c> the things, <c>{f}</c> a friend, <c>{c}</c> containers, <c>{n}</c> and <c>{m}</c> the numbers.
/// </summary>
/// <param name="Change">What is done to the number.</param>
/// <param name="Sentence">As the problem says it, without the full stop.</param>
/// <param name="Phrase">As a thought says it, behind "Mia has 5 apples and".</param>
internal sealed record StoryEvent(StoryChange Change, string Sentence, string Phrase)
{
    public static IReadOnlyList<StoryEvent> All { get; } =
    [
        new(StoryChange.Gain, "{s} buys {n} more", "buys {n} more"),
        new(StoryChange.Gain, "{s} finds {n} {t}", "finds {n}"),
        new(StoryChange.Gain, "{f} gives {o} {n} {t}", "gets {n} from {f}"),
        new(StoryChange.Gain, "{s} wins {n} {t}", "wins {n}"),
        new(StoryChange.Gain, "{s} gets {n} more", "gets {n} more"),
        new(StoryChange.Gain, "{s} brings {n} {t}", "brings {n}"),
        new(StoryChange.Gain, "{f} sends {o} {n} {t}", "is sent {n} by {f}"),
        new(StoryChange.Loss, "{s} sells {n} {t}", "sells {n}"),
        new(StoryChange.Loss, "{s} loses {n} of them", "loses {n}"),
        new(StoryChange.Loss, "{s} gives {n} {t} to {f}", "gives {n} to {f}"),
        new(StoryChange.Loss, "{s} puts {n} {t} away", "puts {n} away"),
        new(StoryChange.Loss, "{s} uses up {n} {t}", "uses up {n}"),
        new(StoryChange.Loss, "{f} borrows {n} {t}", "lends {n} to {f}"),
        new(StoryChange.Loss, "{s} breaks {n} {t}", "breaks {n}"),
        new(StoryChange.GainGroups, "{s} buys {n} {c} of {m} {t}", "buys {n} {c} of {m}"),
        new(StoryChange.GainGroups, "{s} gets {n} {c} with {m} {t} each", "gets {n} {c} of {m}"),
        new(StoryChange.GainGroups, "{f} brings {o} {n} {c} of {m} {t}", "gets {n} {c} of {m} from {f}"),
        new(StoryChange.LossGroups, "{s} gives {m} {t} to each of {n} friends", "gives {n} friends {m} each"),
        new(StoryChange.LossGroups, "{s} sells {n} {c} of {m} {t}", "sells {n} {c} of {m}"),
        new(StoryChange.LossGroups, "{s} loses {n} {c} of {m} {t}", "loses {n} {c} of {m}"),
        new(StoryChange.Double, "the number of {t} doubles", "has twice as many"),
        new(StoryChange.Triple, "the number of {t} triples", "has three times as many"),
        new(StoryChange.Halve, "{s} gives half of the {t} to {f}", "gives half to {f}"),
        new(StoryChange.Halve, "{s} sells half of them", "sells half"),
    ];
}
