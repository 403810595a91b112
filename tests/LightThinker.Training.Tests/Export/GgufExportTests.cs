using LightThinker.Training.Decoders;
using LightThinker.Training.Export;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tests.TestKit;
using static TorchSharp.torch;

namespace LightThinker.Training.Tests.Export;

public sealed class GgufExportTests
{
    private static readonly string[] Texts =
    [
        "Mia has 24 apples and buys 3 bags of 6, so 3 x 6 = 18.", "  two  spaces ", "a\n\nb\t c", "12345 6789", "x=1,y=2;z",
        "it's we're I'll don't", "Zoë — naïve café", "日本語 漢字", "emoji 🙂👍🏽!", "<|splitter|> is text", "٣ ½ Ⅷ", "", " ",
        "How many apples does she have now?\n", "THE END...", "\u00a0nbsp\u200bzero",
    ];

    [Theory]
    [InlineData("llama")]
    [InlineData("qwen2")]
    public void Export_OfEveryArchitecture_ComputesWhatTheTrainerComputes(string architecture)
    {
        using var folder = new TemporaryFolder();
        using var weights = Weights(architecture);
        using var file = Export(folder, architecture, weights);
        var sequence = SmallModel.Builder.Build(SmallModel.Story(steps: 3), isCompressed: false);

        float[][] expected = Logits(weights, sequence);
        float[][] actual = file.Decode(sequence.Tokens, 0);

        AssertClose(expected, Labels(sequence).Select(i => actual[i - 1]));
    }

    [Fact]
    public void Export_DecodedWithEviction_ComputesWhatTheTrainerComputesWithItsMask()
    {
        using var folder = new TemporaryFolder();
        using var weights = Weights("llama");
        using var file = Export(folder, "llama", weights);
        var sequence = SmallModel.Builder.Build(SmallModel.Story(steps: 4), isCompressed: true);

        float[][] expected = Logits(weights, sequence);
        var actual = new List<float[]>();
        foreach (var span in sequence.Spans)
        {
            // What is evicted is the span's, so removing it after the span is what the server does.
            actual.AddRange(file.Decode(sequence.Tokens[span.Start..(span.Start + span.Length)], span.Start));
            int[] evicted = [.. Enumerable.Range(span.Start, span.Length).Where(i => !sequence.IsPermanent[i])];
            if (evicted.Length > 0)
            {
                file.Evict(evicted[0], evicted[^1] + 1);
            }
        }

        AssertClose(expected, Labels(sequence).Select(i => actual[i - 1]));
    }

    [Fact]
    public void Export_Tokens_AreSplitAsTheTrainerSplitsThem()
    {
        using var folder = new TemporaryFolder();
        using var weights = Weights("llama");
        using var file = Export(folder, "llama", weights);

        Assert.All(Texts, text => Assert.Equal(
            SmallModel.Tokenizer.Encode(text),
            file.Vocabulary.Tokenize(text).Select(token => token.Id)));
    }

    [Fact]
    public void Export_Metadata_SaysHowToServeTheModel()
    {
        using var folder = new TemporaryFolder();
        using var weights = Weights("llama");
        using var file = Export(folder, "llama", weights);

        Assert.Equal("2", file.Model.Metadata["lightthinker.cache_token_count"]);
        Assert.Equal("true", file.Model.Metadata["lightthinker.evict_opening_delimiter"]);
        Assert.Equal("false", file.Model.Metadata["lightthinker.compress_answer"]);
        Assert.Contains("<|im_start|>assistant", file.Model.Metadata["tokenizer.chat_template"], StringComparison.Ordinal);
        Assert.All(
            ["<|splitter|>", "<|continue|>", "<|o_0|>", "<|o_1|>", "<|begin_of_thought|>", "<|im_end|>"],
            name => Assert.True(file.Vocabulary.Find(name) is { } token && file.Vocabulary.IsControl(token)));
        Assert.Null(file.Vocabulary.Find("<|o_2|>"));
        Assert.DoesNotContain("lightthinker.interval", file.Model.Metadata.Keys);
    }

    [Fact]
    public void Export_OfATokenLevelModel_SaysItsInterval()
    {
        using var folder = new TemporaryFolder();
        using var weights = Weights("llama");
        var run = SmallModel.Describe(settings: new TrainSettings { Method = "token", TokenInterval = 12 });
        GgufExport.Write(folder.File("model.gguf"), "test", run, weights);
        using var file = new LlamaModelFile(folder.File("model.gguf"));

        Assert.Equal("12", file.Model.Metadata["lightthinker.interval"]);
        Assert.Equal("2", file.Model.Metadata["lightthinker.cache_token_count"]);
    }

    [Fact]
    public void Export_OfAModelWithAnchors_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var weights = Weights("llama");
        var run = SmallModel.Describe(settings: new TrainSettings { Method = "anchor" });

        var error = Assert.Throws<InvalidDataException>(() => GgufExport.Write(folder.File("model.gguf"), "test", run, weights));

        Assert.Contains("'anchor', which the server does not have", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static DecoderWeights Weights(string architecture)
    {
        var weights = DecoderWeights.FromScratch(SmallModel.Describe(architecture).Shape, seed: 3);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        // Gains other than 1 and biases other than 0, so that forgetting one shows; what the file rounds is rounded first.
        weights.Flat.add_(randn_like(weights.Flat) * 0.05);
        weights.Flat.copy_(weights.Flat.to(ScalarType.Float16).to(ScalarType.Float32));
        return weights;
    }

    private static LlamaModelFile Export(TemporaryFolder folder, string architecture, DecoderWeights weights)
    {
        string path = folder.File("model.gguf");
        GgufExport.Write(path, "test", SmallModel.Describe(architecture), weights);
        return new LlamaModelFile(path);
    }

    private static float[][] Logits(DecoderWeights weights, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var rotary = new RotaryTable(weights.Shape);
        using var decoder = new Decoder(weights, rotary, ScalarType.Float32);
        var logits = decoder.Forward(new Pack([sequence]));
        return [.. Enumerable.Range(0, (int)logits.shape[0]).Select(row => logits[row].data<float>().ToArray())];
    }

    private static IEnumerable<int> Labels(TokenSequence sequence) =>
        Enumerable.Range(0, sequence.Length).Where(i => sequence.IsLabel[i]);

    private static void AssertClose(float[][] expected, IEnumerable<float[]> actual)
    {
        double largest = expected.Zip(actual, (a, b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Max()).Max();
        Assert.InRange(largest, 0, 5e-3);
    }
}
