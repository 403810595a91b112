using System.Text.Json.Nodes;
using LightThinker.Training.Decoders;
using LightThinker.Training.Export;
using LightThinker.Training.HuggingFace;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using LightThinker.Training.Tokenization;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.HuggingFace;

public sealed class HuggingFaceModelTests
{
    [Theory]
    [InlineData("llama", "F32", 0)]
    [InlineData("llama", "F16", 30)]
    [InlineData("qwen2", "BF16", 0)]
    [InlineData("qwen2", "BF16", 30)]
    public void Load_OfAFolder_HasItsWeightsAndTheTokensOfLightThinker(string architecture, string type, int padding)
    {
        using var folder = new TemporaryFolder();
        using var written = HuggingFaceFolder.Write(folder.Path, architecture, type, padding);

        var model = HuggingFaceModel.Load(folder.Path, cacheTokens: 2, context: 512);
        using var weights = model.Weights;

        Assert.Equal(
            SpecialTokens.Published(2), model.Vocabulary.Tokens.Skip(HuggingFaceFolder.TokenCount));
        Assert.Equal(512, model.Shape.Context);
        using var scope = NewDisposeScope();
        foreach (var parameter in weights.Parameters.All)
        {
            var expected = written.View(written.Parameters.All[written.Parameters.IndexOf(parameter.Name)]);
            var actual = weights.View(parameter);
            long rows = Math.Min(expected.shape[0], actual.shape[0]);
            Assert.Equal(0, (expected.narrow(0, 0, rows) - actual.narrow(0, 0, rows)).abs().max().item<float>());
        }
    }

    [Fact]
    public void Load_AddedTokensThatAreNotSpecial_AreWordsUnlessLightThinkersOwn()
    {
        using var folder = new TemporaryFolder();
        HuggingFaceFolder.Write(folder.Path, "qwen2", "F32", padding: 30).Dispose();
        var tokenizer = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        string[] added = ["<tool_call>", SpecialTokens.Split, SpecialTokens.Resume];
        foreach (var (text, i) in added.Select((text, i) => (text, i)))
        {
            tokenizer["added_tokens"]!.AsArray().Add(
                new JsonObject { ["id"] = HuggingFaceFolder.TokenCount + i, ["content"] = text, ["special"] = false });
        }

        File.WriteAllText(folder.File("tokenizer.json"), tokenizer.ToJsonString());

        var model = HuggingFaceModel.Load(folder.Path, cacheTokens: 2, context: 512);
        model.Weights.Dispose();

        Assert.Equal(["<tool_call>", SpecialTokens.BlankLine], model.Vocabulary.Words);
        Assert.Equal(HuggingFaceFolder.TokenCount + 1, model.Vocabulary.Special(SpecialTokens.Split));
    }

    [Fact]
    public void Load_TokensThatTheEmbeddingHasNoRowFor_StartAtItsMean()
    {
        using var folder = new TemporaryFolder();
        using var written = HuggingFaceFolder.Write(folder.Path, "llama", "F32", padding: 0);

        var model = HuggingFaceModel.Load(folder.Path, cacheTokens: 2, context: 512);
        using var weights = model.Weights;

        using var scope = NewDisposeScope();
        var mean = written.View(written.Parameters.All[0]).mean([0]);
        var row = weights.View(weights.Parameters.All[0])[^1];
        Assert.InRange((mean - row).abs().max().item<float>(), 0, 1e-6);
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("qwen2")]
    public void Tuned_Model_ExportsAFileThatSplitsTextAndComputesAlike(string architecture)
    {
        using var folder = new TemporaryFolder();
        HuggingFaceFolder.Write(folder.Path, architecture, "F16", padding: 30).Dispose();
        var settings = new TrainSettings { Workers = 1, PackTokens = 200, Tokens = 1000, Context = 512, Exams = 0, MostSteps = 2 };
        var model = HuggingFaceModel.Load(folder.Path, settings.CacheTokens, settings.Context);
        var run = new RunDescription(settings, Seed: 1, model.Shape, model.Vocabulary);
        using (var trainer = Trainer.Start(run, new RunFolder(folder.File("run")), model.Weights))
        {
            Assert.Equal(TrainOutcome.Finished, trainer.Run(new SilentProgress(), endsOnPlateau: false, CancellationToken.None));
        }

        var stored = new RunFolder(folder.File("run")).Load();
        using var weights = new DecoderWeights(stored.Shape);
        Checkpoint.Load(folder.File("run/checkpoint.bin"), weights, optimizer: null);
        GgufExport.Write(folder.File("model.gguf"), "tuned", stored, weights);
        using var file = new LlamaModelFile(folder.File("model.gguf"));

        var tokenizer = new TextTokenizer(stored.Vocabulary);
        Assert.All(
            ["Mia has 247 apples.\n\n  So 1234567 + 8", "it's we'LL", "日本 x=1;\r\n\r\ny", "a  b   c \t\n"],
            text => Assert.Equal(tokenizer.Encode(text), file.Vocabulary.Tokenize(text).Select(token => token.Id)));

        var sequence = new SequenceBuilder(tokenizer, 2, new ThoughtFormat()).Build(SmallModel.Story(1), isCompressed: false);
        float[][] actual = file.Decode(sequence.Tokens, 0);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var rotary = new RotaryTable(stored.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);
        float[] expected = decoder.Forward(new Pack([sequence]))[-1].data<float>().ToArray();
        Assert.InRange(expected.Zip(actual[^2], (a, b) => Math.Abs(a - b)).Max(), 0, 0.02f);
    }
}
