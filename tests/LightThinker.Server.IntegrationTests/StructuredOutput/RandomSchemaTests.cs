using System.Net.Http.Json;
using System.Text.Json;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Schemas;

namespace LightThinker.Server.IntegrationTests.StructuredOutput;

/// <summary>Whatever a model would like to write: an answer under a schema that ends by itself is JSON that matches it.</summary>
public sealed class RandomSchemaTests(ITestOutputHelper output)
{
    private const int Parallel = 16;

    [Theory]
    [InlineData(1_000, 2.0)]
    [InlineData(100, 1.0)]
    public async Task JsonSchema_OfAModelWithRandomWeights_HoldsEveryAnswerThatEnds(int count, double temperature)
    {
        using var file = TemporaryModelFile.Write(GeneratedModel.Create(ModelShape.TinyLlama));
        await using var server = new RunningServer(
            $"--Model:Path={file.Path}", "--Model:Id=lightthinker-tiny", "--Engine:ContextCells=8192", $"--Engine:MaxRunning={Parallel}");
        await server.InitializeAsync();

        await CheckAsync(server, count, temperature, new Random(7));
    }

    [Fact]
    public async Task JsonSchema_OfTheEmbeddedModel_HoldsEveryAnswerThatEnds()
    {
        await using var server = new RunningServer("--Engine:ContextCells=8192", $"--Engine:MaxRunning={Parallel}");
        await server.InitializeAsync();

        await CheckAsync(server, 100, temperature: 1.0, new Random(8));
    }

    private async Task CheckAsync(RunningServer server, int count, double temperature, Random random)
    {
        var schemas = new RandomSchemas(random, isBounded: true);
        using var validator = new AjvValidator();
        var counts = new Dictionary<string, int> { ["stop"] = 0, ["length"] = 0, ["refused"] = 0 };
        foreach (string[] some in Enumerable.Range(0, count).Select(_ => schemas.Schema()).Chunk(Parallel))
        {
            var answers = await Task.WhenAll(some.Select((schema, i) => AskAsync(server, schema, temperature, i)));
            foreach (var (schema, (reason, content)) in some.Zip(answers))
            {
                counts[reason]++;
                string? mistake = reason == "stop" ? validator.Check(schema, content) : null;
                Assert.True(mistake is null, $"{mistake}: {JsonSerializer.Serialize(content)}\nagainst {schema}");
            }
        }

        output.WriteLine($"Temperature {temperature}: {string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");

        // Schemas that contradict themselves are refused; a random model may fill a string without end.
        Assert.InRange(counts["refused"], 0, count / 20);
        Assert.InRange(counts["length"], 0, count / 10);
    }

    private static async Task<(string Reason, string Content)> AskAsync(
        RunningServer server, string schema, double temperature, int seed)
    {
        var body = RunningServer.Body("Write some.", new
        {
            temperature,
            seed,
            max_tokens = 400,
            reasoning_effort = "none",
            compression = "none",
            response_format = new
            {
                type = "json_schema",
                json_schema = new { name = "some", schema = JsonElement.Parse(schema) },
            },
        });
        using var response = await server.Client.PostAsJsonAsync("v1/chat/completions", body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode)
        {
            string? param = answer.GetProperty("error").GetProperty("param").GetString();
            Assert.True(param == "response_format.json_schema.schema", answer.ToString());
            return ("refused", "");
        }

        var choice = answer.GetProperty("choices")[0];
        return (choice.GetProperty("finish_reason").GetString()!, choice.GetProperty("message").GetProperty("content").GetString()!);
    }
}
