namespace LightThinker.Training.Generation;

/// <summary>Small talk, and polite refusals of what the model cannot do. Stateless and thread-safe.</summary>
internal sealed class ChatFamily : IFamily
{
    private const string Greeting = "This is a greeting.";
    private const string AboutMe = "This is a question about me.";
    private const string Thanks = "This is thanks.";
    private const string Farewell = "This is a farewell.";
    private const string NoSum = "This is not a sum or a story with numbers, so I cannot do it.";
    private const string Refusal = "I am sorry, I cannot help with that. I can only do sums and stories with numbers.";

    private static readonly string[] Greetings =
        ["Hello", "Hi", "Hey", "Good morning", "Good evening", "Hello there", "Hi there", "Good day", "Greetings"];

    private static readonly string[] Identity =
    [
        "Who are you?", "What are you?", "What is your name?", "Are you a person?", "Are you an AI?", "Tell me about yourself.",
        "What is this?",
    ];

    private static readonly string[] Abilities =
    [
        "What can you do?", "What can I ask you?", "How can you help me?", "Help", "What do you know?", "What are you good at?",
    ];

    private static readonly string[] ThankYous =
        ["Thanks", "Thank you", "Thank you very much", "Thanks a lot", "Great, thanks", "That is right, thank you"];

    private static readonly string[] Goodbyes = ["Bye", "Goodbye", "See you", "Good night", "See you later", "Bye bye"];

    private static readonly string[] Moods = ["How are you?", "How are you today?", "How do you do?", "How is it going?"];

    private static readonly string[] Subjects =
    [
        "the capital of France", "the weather today", "the meaning of life", "the history of Rome", "the news", "a good film",
        "politics", "music", "the moon", "football", "cooking", "a dream I had", "computers", "the stock market", "medicine",
        "my homework in biology", "the law", "quantum physics", "dinosaurs", "my holiday",
    ];

    private static readonly string[] Requests =
    [
        "What is {0}?", "Tell me about {0}.", "Write a poem about {0}.", "Can you explain {0}?", "I want to know about {0}.",
        "Write a program about {0}.", "Translate this to French: {0}", "What do you think of {0}?", "Tell me a joke about {0}.",
        "Summarise {0} for me.", "Who invented {0}?", "Why is {0} important?",
    ];

    private static readonly string[] Ends = ["", "!", "."];

    public string Name => "chat";

    public int LeastSteps => 0;

    public int MostSteps => 0;

    public Problem Make(Draw draw, int steps) => draw.Index(8) switch
    {
        0 => Say(draw.One(Greetings) + draw.One(Ends), Greeting, "Hello! Give me a sum or a story with numbers."),
        1 => Say(draw.One(Identity), AboutMe, "I am a small language model that thinks step by step about sums."),
        2 => Say(draw.One(Abilities), AboutMe, "I can do sums, and I can follow stories with numbers step by step."),
        3 => Say(draw.One(ThankYous) + draw.One(Ends), Thanks, "You are welcome!"),
        4 => Say(draw.One(Goodbyes) + draw.One(Ends), Farewell, "Goodbye!"),
        5 => Say(draw.One(Moods), Greeting, "I am well, thank you. Give me a sum or a story with numbers."),
        _ => Say(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, draw.One(Requests), draw.One(Subjects)),
            NoSum,
            Refusal),
    };

    private static Problem Say(string question, string thought, string response) => new()
    {
        Question = question,
        Thoughts = [thought],
        Response = response,
        Answer = "",
        Steps = 0,
    };
}
