using System.Diagnostics;
using System.Text;
using LightThinker.Benchmarks.Sampling;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using LightThinker.Engine.Grammars.Masks;
using LightThinker.Engine.Grammars.Matching;
using LightThinker.Engine.Sampling;
using LightThinker.TestKit.Decoding;

namespace LightThinker.Benchmarks.Grammars;

/// <summary>Time to check tokens and to make masks under a JSON grammar, at a 152k vocabulary.</summary>
internal static class GrammarBenchmark
{
    private const string Json = """
        root   ::= object
        value  ::= object | array | string | number | "true" | "false" | "null"
        object ::= "{" ws (pair ("," ws pair)*)? "}" ws
        pair   ::= string ":" ws value
        array  ::= "[" ws (value ("," ws value)*)? "]" ws
        string ::= "\"" ([^"\\\x00-\x1f] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4}))* "\"" ws
        number ::= "-"? ("0" | [1-9] [0-9]*) ("." [0-9]+)? ([eE] [-+]? [0-9]+)? ws
        ws     ::= [ \t\n]{0,20}
        """;

    private static readonly string[] Places =
        ["", "{", "{\"ba", "{\"ba\": ", "{\"ba\": [1", "{\"ba\": [[[{\"k\": \"té", "{\"ba\": \"x\", "];

    public static int Run(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine("The grammar command takes no arguments.");
            return 1;
        }

        ScriptedVocabulary vocabulary = SyntheticVocabulary.Create();
        long start = Stopwatch.GetTimestamp();
        var trie = new TokenTrie(vocabulary);
        Console.WriteLine(
            $"Vocabulary {vocabulary.Count}, tree of {trie.Nodes.Length - 1} nodes made in " +
            $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms.");
        Grammar grammar = Grammar.Parse(Json);
        Print("compile the grammar", Timing.Measure(() => _ = Grammar.Parse(Json)));
        MeasureMasks(vocabulary, grammar, trie);
        MeasureText(vocabulary, grammar, trie);
        MeasureHostile(trie);
        return 0;
    }

    // A new matcher remembers nothing: the first mask of a place under a new grammar. The walk alone: the states are known.
    private static void MeasureMasks(ScriptedVocabulary vocabulary, Grammar grammar, TokenTrie trie)
    {
        Console.WriteLine();
        Console.WriteLine($"{"mask at",-34} {"median µs",10} {"best",10} {"first time",12} {"tokens",8}");
        foreach (string place in Places)
        {
            Token[] tokens = [.. vocabulary.Tokenize(place)];
            Timing first = Timing.Measure(() =>
            {
                var fresh = new GrammarMatcher(grammar, trie);
                _ = fresh.MaskOf(Follow(fresh, tokens));
            });
            var matcher = new GrammarMatcher(grammar, trie);
            MatchState state = Follow(matcher, tokens);
            var walk = new MaskWalk(matcher);
            Timing known = Timing.Measure(() => _ = walk.Make(state));
            Console.WriteLine(
                $"{(place.Length == 0 ? "the start" : place),-34} {known.MedianMicroseconds,10:F1} {known.BestMicroseconds,10:F1} " +
                $"{first.MedianMicroseconds,12:F1} {matcher.MaskOf(state).Count,8}");
        }
    }

    // As if every 50th sampled token were rejected: a mask is asked for, and made where it is not remembered.
    private static void MeasureText(ScriptedVocabulary vocabulary, Grammar grammar, TokenTrie trie)
    {
        Token[] text = [.. vocabulary.Tokenize(Document())];
        var warm = new GrammarMatcher(grammar, trie);
        Console.WriteLine();
        Console.WriteLine($"A JSON text of {text.Length} tokens; µs per token:");
        Print("check and accept, all remembered", PerToken(text, () => warm, rejectEvery: int.MaxValue));
        Print("check and accept, new grammar", PerToken(text, () => new GrammarMatcher(grammar, trie), int.MaxValue));
        Print("2 % rejected, all remembered", PerToken(text, () => warm, rejectEvery: 50));
        Print("2 % rejected, new grammar", PerToken(text, () => new GrammarMatcher(grammar, trie), rejectEvery: 50));
        MeasureDraws(text, grammar, trie);
    }

    // As in an engine step: a draw among all tokens, the check, and for every 50th token a second draw among those of the mask.
    private static void MeasureDraws(Token[] text, Grammar grammar, TokenTrie trie)
    {
        float[] logits = LogitRows.Peaked(SyntheticVocabulary.Size);
        var sampler = new Sampler(SyntheticVocabulary.Size);
        var state = new SamplingState(new SamplingOptions { TopP = 0.95f, MinP = 0.05f }, [], SyntheticVocabulary.Size);
        Console.WriteLine();
        Console.WriteLine("The same with draws by top-p 0.95 and min-p 0.05; µs per token:");
        Print("draw", Timing.Measure(() => sampler.Sample(logits, state, [])));
        Print("draw, check, 2 % drawn again", PerToken(
            text, () => new GrammarMatcher(grammar, trie), rejectEvery: 50, mask => sampler.Sample(logits, state, [], mask)));
    }

    // Each byte runs into the limit on work, as any number of the 65,536 repetitions may be empty.
    private static void MeasureHostile(TokenTrie trie)
    {
        const string Text = "root ::= ([a-z]? [A-Za-e]?){65536} [b-y]";
        long start = Stopwatch.GetTimestamp();
        var matcher = new GrammarMatcher(Grammar.Parse(Text), trie);
        MatchState state = matcher.Start();
        for (int i = 0; i < 200; i++)
        {
            state = matcher.Step(state, matcher.ClassOf['a']);
        }

        TimeSpan reading = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        TokenMask mask = matcher.MaskOf(state);
        Console.WriteLine();
        Console.WriteLine(
            $"A hostile grammar: {reading.TotalMicroseconds / 200:F0} µs per byte, " +
            $"{matcher.CutCount} bytes cut short, a mask of {mask.Count} tokens in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms.");
    }

    private static Timing PerToken(
        Token[] text, Func<GrammarMatcher> matcher, int rejectEvery, Action<TokenMask?>? draw = null)
    {
        Timing whole = Timing.Measure(() =>
        {
            var state = new GrammarState(matcher());
            for (int i = 0; i < text.Length; i++)
            {
                draw?.Invoke(null);
                if (i % rejectEvery == rejectEvery - 1)
                {
                    TokenMask mask = state.Mask();
                    draw?.Invoke(mask);
                }

                if (!state.Allows(text[i]) || !state.TryAccept(text[i]))
                {
                    throw new InvalidOperationException("The text is not one of the grammar's.");
                }
            }
        });
        return new Timing(whole.MedianMicroseconds / text.Length, whole.BestMicroseconds / text.Length);
    }

    private static string Document()
    {
        var random = new Random(3);
        var text = new StringBuilder("{\"items\": [");
        for (int i = 0; i < 12; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append("{\"id\": ").Append(random.Next(100_000));
            text.Append(", \"name\": \"balino terasto mekula\", \"tags\": [\"da\", \"vebori\"], \"deep\": {\"a\": {\"b\": null}}}");
        }

        return text.Append("]}").ToString();
    }

    private static MatchState Follow(GrammarMatcher matcher, Token[] tokens) =>
        tokens.Aggregate(matcher.Start(), matcher.Advance);

    private static void Print(string name, Timing timing) => Console.WriteLine(
        $"{name,-34} {timing.MedianMicroseconds,10:F2} {timing.BestMicroseconds,10:F2}");
}
