using System.Text.Json.Nodes;
using LightThinker.Training.HuggingFace;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.HuggingFace;

public sealed class HuggingFaceErrorTests
{
    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public void Load_WithoutAFile_NamesIt(string missing)
    {
        using var folder = Written();
        File.Delete(folder.File(missing));

        Assert.Contains(missing, Assert.ThrowsAny<IOException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutWeights_SaysSo()
    {
        using var folder = Written();
        File.Delete(folder.File("model.safetensors"));

        Assert.Contains("*.safetensors", Assert.Throws<FileNotFoundException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_type", "\"gpt2\"")]
    [InlineData("rope_scaling", "{\"factor\":8}")]
    [InlineData("hidden_size", "\"wide\"")]
    [InlineData("hidden_size", "48")]
    [InlineData("vocab_size", "5")]
    [InlineData("num_hidden_layers", "3")]
    public void Load_OfAnotherModelThanTheConfigSays_NamesWhatDoesNotFit(string field, string value)
    {
        using var folder = Written();
        var config = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!;
        config[field] = JsonNode.Parse(value);
        File.WriteAllText(folder.File("config.json"), config.ToJsonString());

        string message = Assert.Throws<InvalidDataException>(() => Load(folder)).Message;

        Assert.True(message.Contains(field, StringComparison.Ordinal) || message.Contains("model.", StringComparison.Ordinal), message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public void Load_WithAnotherKindOfValueAnywhere_NamesTheFile(string file)
    {
        using var folder = Written();
        string whole = File.ReadAllText(folder.File(file));
        int places = Nodes(JsonNode.Parse(whole)!).Count();
        // The vocabulary and the merges are long lists of the same.
        for (int place = 0; place < places; place += place < 40 ? 1 : 97)
        {
            foreach (string value in (string[])["null", "[]", "{}", "\"x\"", "-1", "1.5", "1e99", "[null]", "true"])
            {
                var json = JsonNode.Parse(whole)!;
                Nodes(json).ElementAt(place).ReplaceWith(JsonNode.Parse(value));
                File.WriteAllText(folder.File(file), json.ToJsonString());
                // Another value may be right there too, or show only in what the weights lack.
                if (Record.Exception(() => Load(folder)) is { } error)
                {
                    Assert.Contains(folder.Path, Assert.IsType<InvalidDataException>(error).Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(20_000)]
    public void Load_OfWeightsCutShort_IsRefused(int length)
    {
        using var folder = Written();
        string path = folder.File("model.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfWeightsWithADamagedHeader_IsRefused()
    {
        using var folder = Written();
        string path = folder.File("model.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. bytes];
            damaged[random.Next(8, 400)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(path, damaged);
            // A flipped letter of a name may also go unnoticed until the tensor is missing; nothing else may happen.
            if (Record.Exception(() => Load(folder)) is { } error)
            {
                Assert.IsType<InvalidDataException>(error);
            }
        }
    }

    [Fact]
    public void Load_OfAWordPieceTokenizer_IsRefused()
    {
        using var folder = Written();
        File.WriteAllText(folder.File("tokenizer.json"), """{"model":{"type":"WordPiece","vocab":{}}}""");

        Assert.Contains("BPE", Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    /// <summary>Everything inside, in the order of the file.</summary>
    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject item => item.Select(property => property.Value).OfType<JsonNode>().SelectMany(child => Nodes(child).Prepend(child)),
        JsonArray list => list.OfType<JsonNode>().SelectMany(child => Nodes(child).Prepend(child)),
        _ => [],
    };

    private static TemporaryFolder Written()
    {
        var folder = new TemporaryFolder();
        HuggingFaceFolder.Write(folder.Path, "llama", "F32", padding: 0).Dispose();
        return folder;
    }

    private static void Load(TemporaryFolder folder) =>
        HuggingFaceModel.Load(folder.Path, cacheTokens: 2, context: 512).Weights.Dispose();
}
