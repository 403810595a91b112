using LightThinker.Engine.Decoding;
using LightThinker.Gguf.Tests.Writing;
using LightThinker.TestKit.Models;
using LightThinker.TestKit.Reference;

namespace LightThinker.Gguf.Tests.TestKit.Models;

public sealed class GeneratedModelTests
{
    [Fact]
    public void WriteTo_SameSeed_IsTheSameFileAndOtherwiseNot()
    {
        byte[] file = Write(ModelShape.TinyLlama, seed: 7);

        Assert.Equal(file, Write(ModelShape.TinyLlama, seed: 7));
        Assert.NotEqual(file, Write(ModelShape.TinyLlama, seed: 8));
    }

    [Fact]
    public void WriteTo_Qwen2_HasWhatLoadersNeed()
    {
        ModelShape shape = ModelShape.TinyQwen2 with { CompressesAnswer = true, ContextLength = 777 };

        var file = new ParsedGguf(Write(shape, seed: 2));

        Assert.Equal("qwen2", file["general.architecture"]);
        Assert.Equal(777u, file["qwen2.context_length"]);
        Assert.Equal(2u, file["qwen2.attention.head_count_kv"]);
        Assert.Equal(2u, file["lightthinker.cache_token_count"]);
        Assert.Equal(false, file["lightthinker.evict_opening_delimiter"]);
        Assert.Equal(true, file["lightthinker.compress_answer"]);
        Assert.Contains("<|im_start|>", (string)file["tokenizer.chat_template"], StringComparison.Ordinal);
        Assert.Equal([128L], file.Tensor("blk.2.attn_q.bias").Shape);
        Assert.Equal([64L], file.Tensor("blk.2.attn_k.bias").Shape);
        Assert.Equal([128L, 64L], file.Tensor("blk.0.attn_v.weight").Shape);
        Assert.Equal([256L, 128L], file.Tensor("blk.0.ffn_down.weight").Shape);
        Assert.Equal([128L, 300L], file.Tensor("output.weight").Shape);
    }

    [Fact]
    public void WriteTo_Llama_HasNoBiases()
    {
        var file = new ParsedGguf(Write(ModelShape.TinyLlama, seed: 2));

        Assert.Equal("llama", file["general.architecture"]);
        Assert.DoesNotContain(file.TensorNames, name => name.EndsWith(".bias", StringComparison.Ordinal));
    }

    [Fact]
    public void WriteTo_Vocabulary_IsUniqueTypedAndMergeable()
    {
        GeneratedModel model = GeneratedModel.Create(ModelShape.TinyLlama);

        var file = new ParsedGguf(Write(ModelShape.TinyLlama, seed: 2));

        string[] texts = [.. ((object[])file["tokenizer.ggml.tokens"]).Cast<string>()];
        int[] types = [.. ((object[])file["tokenizer.ggml.token_type"]).Cast<int>()];
        Assert.Equal(300, texts.Distinct().Count());
        Assert.Equal(300, types.Length);
        Assert.Equal(("A", "Ġ", "Ċ"), (texts['A'], texts[' '], texts['\n']));
        (string Text, int Type) Entry(Token token) => (texts[token.Id], types[token.Id]);
        Assert.Equal(("<|splitter|>", 3), Entry(model.Vocabulary.Split));
        Assert.Equal(("<|continue|>", 3), Entry(model.Vocabulary.Resume));
        Assert.Equal(("<|o_1|>", 3), Entry(model.Vocabulary.CacheTokens[1]));
        Assert.Equal(("<think>", 4), Entry(model.Vocabulary.OpeningDelimiter));
        Assert.All(((object[])file["tokenizer.ggml.merges"]).Cast<string>(), merge =>
        {
            string[] parts = merge.Split(' ');
            Assert.Contains(parts[0], texts);
            Assert.Contains(parts[1], texts);
            Assert.Contains(parts[0] + parts[1], texts);
        });
    }

    [Fact]
    public void GetWeights_F32_IsWhatTheFileHolds()
    {
        GeneratedModel model = GeneratedModel.Create(ModelShape.TinyQwen2);
        var file = new ParsedGguf(Write(ModelShape.TinyQwen2, seed: 2));

        Assert.All(file.TensorNames, name =>
        {
            float[] weights = model.GetWeights(name);
            ReadOnlySpan<byte> data = file.Data(name, weights.Length * 4);
            for (int i = 0; i < weights.Length; i++)
            {
                Assert.Equal(weights[i], BitConverter.ToSingle(data[(i * 4)..]));
            }
        });
    }

    [Fact]
    public void GetWeights_F16_IsRoundedLikeTheFile()
    {
        ModelShape shape = ModelShape.TinyLlama with { WeightType = GgufTensorType.F16 };
        var file = new ParsedGguf(Write(shape, seed: 2));

        float[] weights = GeneratedModel.Create(shape).GetWeights("blk.1.ffn_up.weight");

        Assert.Equal(1, file.Tensor("blk.1.ffn_up.weight").Type);
        Assert.Equal(0, file.Tensor("blk.1.ffn_norm.weight").Type);
        ReadOnlySpan<byte> data = file.Data("blk.1.ffn_up.weight", weights.Length * 2);
        for (int i = 0; i < weights.Length; i++)
        {
            Assert.Equal(weights[i], (float)BitConverter.ToHalf(data[(i * 2)..]));
        }
    }

    [Fact]
    public void GetWeights_Q8_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => GeneratedModel
            .Create(ModelShape.TinyLlama with { WeightType = GgufTensorType.Q8 }).GetWeights("output.weight"));

    [Fact]
    public void WriteTo_HalfBillionShapeCutShort_IsTiedAndQuantized()
    {
        ModelShape shape = ModelShape.HalfBillion with { Layers = 1, VocabularySize = 500 };

        var file = new ParsedGguf(Write(shape, seed: 2));

        Assert.DoesNotContain("output.weight", file.TensorNames);
        Assert.Equal(8, file.Tensor("token_embd.weight").Type);
        Assert.Equal([896L, 128L], file.Tensor("blk.0.attn_k.weight").Shape);
        Assert.Contains("<|o_8|>", (object[])file["tokenizer.ggml.tokens"]);
    }

    [Fact]
    public void Create_SizesThatDoNotFit_NamesTheProperty()
    {
        void Refuses(string property, ModelShape shape)
        {
            var error = Assert.Throws<ArgumentException>(() => GeneratedModel.Create(shape));
            Assert.StartsWith(property, error.Message, StringComparison.Ordinal);
        }

        Refuses("Width", ModelShape.TinyLlama with { Heads = 3 });
        Refuses("Heads must be a multiple of KvHeads", ModelShape.TinyLlama with { KvHeads = 3 });
        Refuses("CacheTokens", ModelShape.TinyLlama with { CacheTokens = 0 });
        Refuses("VocabularySize", ModelShape.TinyLlama with { VocabularySize = 256 });
        Refuses("Layers", ModelShape.TinyLlama with { Layers = 0 });
    }

    [Theory]
    [InlineData(ModelArchitecture.Llama, false)]
    [InlineData(ModelArchitecture.Llama, true)]
    [InlineData(ModelArchitecture.Qwen2, false)]
    [InlineData(ModelArchitecture.Qwen2, true)]
    public void Logits_OfRandomText_AreVariedAndFavourSplits(ModelArchitecture architecture, bool tied)
    {
        GeneratedModel model = GeneratedModel.Create(new ModelShape { Architecture = architecture, TiedEmbeddings = tied });
        var random = new Random(3);
        Token[] text = [.. Enumerable.Range(0, 200).Select(_ => new Token(random.Next(256)))];

        float[][] rows = new ReferenceTransformer(model).Evaluate(text, VisibilityMask.Causal(text.Length));

        double[][] chances = [.. rows.Select(Softmax)];
        Assert.InRange(chances.Average(row => row.Max()), 0.05, 0.7);
        Assert.InRange(rows.Select(row => row.IndexOf(row.Max())).Distinct().Count(), 30, 200);
        Assert.InRange(chances.Average(row => row[model.Vocabulary.Split.Id]), 0.02, 0.15);
        Assert.InRange(chances.Average(row => row[model.Vocabulary.TurnEnd.Id]), 0, 0.001);
    }

    private static byte[] Write(ModelShape shape, ulong seed)
    {
        using var stream = new MemoryStream();
        GeneratedModel.Create(shape, seed).WriteTo(stream);
        return stream.ToArray();
    }

    private static double[] Softmax(float[] logits)
    {
        float largest = logits.Max();
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - largest))];
        double sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
