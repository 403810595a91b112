using System.Text;
using System.Text.Json;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Loading;
using static LightThinker.Llama.Tests.Decoding.DecoderExtensions;

namespace LightThinker.Llama.Tests.Decoding;

/// <summary>LightThinker (arXiv 2502.15589, section 3) by hand on the raw decoder, without the engine.</summary>
public sealed class LightThinkerRunTests(ModelFixture fixture)
{
    private const int MaxTokens = 1500;

    private readonly Vocabulary _vocabulary = fixture.Model.Vocabulary;
    private readonly SequenceSlot _slot = new(0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Generate_ProblemsOfManySteps_AnswersAreRight(bool compress)
    {
        int right = 0;
        Problem[] problems = ReadProblems().Where(static problem => problem.Steps is >= 3 and <= 8).Take(8).ToArray();
        using LlamaDecoder decoder = fixture.CreateDecoder(cells: 2048, batch: 256, microBatch: 256);
        foreach (Problem problem in problems)
        {
            Run run = Generate(decoder, problem.Question, compress);
            right += run.Answer.Contains($" {problem.Answer} ", StringComparison.Ordinal) ? 1 : 0;
            Assert.True(run.Thoughts >= problem.Steps);
            Assert.Equal(compress, run.ResidentAtEnd < run.Positions);
        }

        // The model itself misses a few in a hundred.
        Assert.InRange(right, problems.Length - 1, problems.Length);
    }

    private Run Generate(LlamaDecoder decoder, string question, bool compress)
    {
        Token split = Find("<|splitter|>");
        Token[] cache = [Find("<|o_0|>"), Find("<|o_1|>")];
        Token resume = Find("<|continue|>");
        Token[] prompt =
        [
            Find("<|im_start|>"), .. _vocabulary.Tokenize("user\n" + question), Find("<|im_end|>"),
            .. _vocabulary.Tokenize("\n"), Find("<|im_start|>"), .. _vocabulary.Tokenize("assistant\n"),
        ];

        decoder.Clear(_slot);
        int position = prompt.Length;
        int evicted = 0;
        int thoughts = 0;
        int thoughtStart = prompt.Length; // <|begin_of_thought|> goes with the first thought
        var answer = new List<byte>();
        Token next = Greedy(decoder, decoder.Feed(prompt, 0), [.. cache, resume]);
        for (int sampled = 1; sampled < MaxTokens && !_vocabulary.IsEndOfGeneration(next); sampled++)
        {
            answer.AddRange(_vocabulary.GetBytes(next));
            int row;
            if (compress && next == split)
            {
                // 1. The cache tokens attend to the thought; 2. thought and split go; 3. the resume token starts the next.
                decoder.Feed([split, .. cache], position);
                decoder.Remove(_slot, Range(thoughtStart, position + 1));
                evicted += position + 1 - thoughtStart;
                row = decoder.Feed([resume], position + 1 + cache.Length);
                position += 2 + cache.Length;
                thoughtStart = position;
            }
            else
            {
                row = decoder.Feed([next], position++);
            }

            thoughts += next == split ? 1 : 0;
            bool barred = compress && next == split;
            next = Greedy(decoder, row, barred ? [.. cache, resume, split] : [.. cache, resume]);
        }

        string text = Encoding.UTF8.GetString(answer.ToArray());
        int end = text.IndexOf("<|end_of_thought|>", StringComparison.Ordinal);
        Assert.True(end > 0, $"No end of reasoning in: {text}");
        return new Run(text[(end + "<|end_of_thought|>".Length)..], thoughts, position, position - evicted);
    }

    private static Token Greedy(LlamaDecoder decoder, int row, IReadOnlyList<Token> barred)
    {
        float[] logits = decoder.LogitsOf(row);
        foreach (Token token in barred)
        {
            logits[token.Id] = float.NegativeInfinity;
        }

        return new Token(Array.IndexOf(logits, logits.Max()));
    }

    private Token Find(string text) => _vocabulary.Find(text) ?? throw new InvalidOperationException($"No token {text}.");

    private static IEnumerable<Problem> ReadProblems() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "problems.jsonl"))
            .Select(static line => JsonDocument.Parse(line).RootElement)
            .Select(static problem => new Problem(
                problem.GetProperty("messages")[0].GetProperty("content").GetString()!,
                problem.GetProperty("answer").GetString()!,
                problem.GetProperty("steps").GetInt32()));

    private sealed record Problem(string Question, string Answer, int Steps);

    private sealed record Run(string Answer, int Thoughts, int Positions, int ResidentAtEnd);
}
