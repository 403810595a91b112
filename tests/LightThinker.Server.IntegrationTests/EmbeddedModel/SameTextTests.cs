using System.Text;
using System.Text.Json;

namespace LightThinker.Server.IntegrationTests.EmbeddedModel;

/// <summary>The same request gives the same text, streamed or not, alone or among others.</summary>
[Collection(RunningServerTests.Name)]
public sealed class SameTextTests(RunningServer server, ITestOutputHelper output)
{
    private const int Clients = 8;
    private const string Mark = "|";

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public async Task Stream_SameSeed_GivesTheTextOfTheWholeResponse(double temperature)
    {
        foreach (var problem in Problem.All.Take(10))
        {
            var fields = new { temperature, seed = 7, max_tokens = 400 };
            var message = (await server.AskAsync(problem.Question, fields)).GetProperty("choices")[0].GetProperty("message");
            var (reasoning, content) = await StreamAsync(problem.Question, fields);

            Assert.Equal(message.GetProperty("content").GetString(), content);
            Assert.Equal(message.GetProperty("reasoning_content").GetString(), reasoning);
        }
    }

    [Fact]
    public async Task Greedy_EightClientsAtOnce_EachGetsWhatItGetsAlone()
    {
        var problems = Problem.All.Take(48).ToList();
        var alone = new List<string>();
        foreach (var problem in problems)
        {
            alone.Add(await TextAsync(problem));
        }

        var together = new string[problems.Count];
        await Parallel.ForAsync(0, problems.Count, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (i, _) =>
            together[i] = await TextAsync(problems[i]));

        int diverged = 0;
        for (int i = 0; i < problems.Count; i++)
        {
            if (alone[i] != together[i])
            {
                diverged++;
                int at = alone[i].Zip(together[i]).TakeWhile(pair => pair.First == pair.Second).Count();

                // The mark between reasoning and answer is not the model's.
                int written = at - (alone[i].IndexOf(Mark, StringComparison.Ordinal) < at ? Mark.Length : 0);
                float? gap = LogitGap.Find(server, problems[i].Question, written);
                output.WriteLine(
                    $"problem {i} diverges at character {at}, where the two highest logits are {gap} apart: " +
                    $"…{Around(alone[i], at)}… / …{Around(together[i], at)}…");
            }
        }

        output.WriteLine($"{diverged} of {problems.Count} diverged");
        Assert.Equal(0, diverged);
    }

    [Fact]
    public async Task LogitGap_AtAPlaceOfAText_IsTheModelsThere()
    {
        var problem = Problem.All[0];
        string text = await TextAsync(problem);

        Assert.InRange(LogitGap.Find(server, problem.Question, 0)!.Value, 1e-6f, 1000);
        Assert.InRange(LogitGap.Find(server, problem.Question, text.Length / 2)!.Value, 1e-6f, 1000);
        Assert.Null(LogitGap.Find(server, problem.Question, text.Length + 100));
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 20)];

    private async Task<string> TextAsync(Problem problem)
    {
        var message = (await server.AskAsync(problem.Question)).GetProperty("choices")[0].GetProperty("message");
        return $"{message.GetProperty("reasoning_content")}{Mark}{message.GetProperty("content")}";
    }

    private async Task<(string Reasoning, string Content)> StreamAsync(string question, object fields)
    {
        var body = RunningServer.Body(question, fields);
        body["stream"] = true;
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions");
        request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var reasoning = new StringBuilder();
        var content = new StringBuilder();
        string? last = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }

            last = line["data: ".Length..];
            if (last != "[DONE]" && JsonDocument.Parse(last).RootElement.GetProperty("choices") is var choices && choices.GetArrayLength() > 0)
            {
                var delta = choices[0].GetProperty("delta");
                reasoning.Append(Text(delta, "reasoning_content"));
                content.Append(Text(delta, "content"));
            }
        }

        Assert.Equal("[DONE]", last);
        return (reasoning.ToString(), content.ToString());
    }

    private static string? Text(JsonElement delta, string name) =>
        delta.TryGetProperty(name, out var value) ? value.GetString() : null;
}
