namespace LightThinker.Training.Generation;

/// <summary>The words problems are made of. Immutable.</summary>
internal static class Lexicon
{
    public static IReadOnlyList<Person> People { get; } =
    [
        new("Mia", true), new("Tom", false), new("Ana", true), new("Ben", false), new("Lily", true), new("Sam", false),
        new("Nora", true), new("Max", false), new("Ruth", true), new("Leo", false), new("Kate", true), new("Paul", false),
        new("Zoe", true), new("Jack", false), new("Emma", true), new("Noah", false), new("Olga", true), new("Ivan", false),
        new("Maria", true), new("Omar", false), new("Priya", true), new("Ken", false), new("Yuki", true), new("Carlos", false),
    ];

    /// <summary>Countable things, in the plural.</summary>
    public static IReadOnlyList<string> Things { get; } =
    [
        "apples", "eggs", "marbles", "stamps", "pencils", "books", "coins", "cards", "oranges", "buttons", "shells", "toys",
        "candies", "cookies", "flowers", "stickers", "beads", "stones", "pears", "nuts", "tickets", "cups", "photos", "plums",
    ];

    /// <summary>Singular and plural of what things come in.</summary>
    public static IReadOnlyList<string> Containers { get; } =
        ["bags", "boxes", "baskets", "jars", "packs", "trays", "bowls", "crates"];

    public static IReadOnlyList<string> NumberWords { get; } =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
}
