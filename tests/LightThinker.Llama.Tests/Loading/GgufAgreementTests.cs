using System.Globalization;
using LightThinker.Engine.Decoding;
using LightThinker.Gguf;
using LightThinker.Gguf.Reading;
using LightThinker.Llama.Loading;
using LightThinker.TestKit.Models;

namespace LightThinker.Llama.Tests.Loading;

/// <summary>Our GGUF reader and llama.cpp's find the same in a file.</summary>
public sealed class GgufAgreementTests(ModelFixture fixture) : IDisposable
{
    private readonly GgufReader _reader = GgufReader.Open(ModelFixture.ModelPath);

    public static TheoryData<GgufTensorType> TensorTypes => new(Enum.GetValues<GgufTensorType>());

    public void Dispose() => _reader.Dispose();

    [Fact]
    public void Metadata_BundledModel_HasTheSameKeysAndValues()
    {
        IReadOnlyDictionary<string, string> expected = fixture.Model.Description.Metadata;

        Dictionary<string, string> scalars = _reader.Metadata.Entries
            .Where(entry => entry.Value.ElementType is null)
            .ToDictionary(entry => entry.Key, entry => AsLlamaCppWritesIt(entry.Value));

        Assert.Equal(expected.OrderBy(entry => entry.Key), scalars.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void Tokens_BundledModel_AreTheSameAndOfTheSameKind()
    {
        const int control = 3;
        Vocabulary vocabulary = fixture.Model.Vocabulary;
        IReadOnlyList<string> texts = _reader.Metadata.GetArray<string>("tokenizer.ggml.tokens");
        IReadOnlyList<int> kinds = _reader.Metadata.GetArray<int>("tokenizer.ggml.token_type");

        Assert.Equal(vocabulary.Count, texts.Count);
        Assert.Equal(
            kinds.Select(kind => kind == control),
            Enumerable.Range(0, texts.Count).Select(id => vocabulary.IsControl(new(id))));
        Assert.All(
            vocabulary.ControlTexts, text => Assert.Equal(new Token(texts.ToList().IndexOf(text)), vocabulary.Find(text)));
    }

    [Fact]
    public void Tensors_BundledModel_AreAsManyNumbersAndBytes() => AssertSameSize(fixture.Model.Description, _reader);

    [Fact]
    public void Tensors_BundledModel_HoldOrdinaryNumbers()
    {
        Assert.Equal([fixture.Model.Vocabulary.Count], _reader.FindTensor("token_embd.weight")!.Shape.Skip(1));
        Assert.All(_reader.Tensors, tensor =>
        {
            float[] weights = _reader.ReadTensor(tensor.Name);
            Assert.InRange(weights.Max(MathF.Abs), 1e-3f, 100);
        });
    }

    [Theory]
    [MemberData(nameof(TensorTypes))]
    public void Load_WrittenInEveryType_PassesLlamaCppsChecks(GgufTensorType type)
    {
        var shape = new ModelShape { Architecture = ModelArchitecture.Qwen2, WeightType = type };
        using TemporaryModelFile file = TemporaryModelFile.Write(GeneratedModel.Create(shape));
        using GgufReader reader = GgufReader.Open(file.Path);

        using LlamaModel model = LlamaModel.Load(
            new LlamaModelOptions { Path = file.Path, CheckTensors = true },
            cancellation: TestContext.Current.CancellationToken);

        AssertSameSize(model.Description, reader);
        Assert.Equal(type, reader.FindTensor("blk.0.attn_q.weight")!.Type);
    }

    private static void AssertSameSize(ModelDescription expected, GgufReader reader)
    {
        Assert.Equal(expected.ParameterCount, reader.Tensors.Sum(tensor => tensor.ElementCount));
        Assert.Equal(expected.SizeBytes, reader.Tensors.Sum(tensor => tensor.ByteCount));
    }

    private static string AsLlamaCppWritesIt(GgufValue value)
    {
        if (value.TryGet(out string? text))
        {
            return text;
        }

        if (value.TryGet(out bool flag))
        {
            return flag ? "true" : "false";
        }

        if (value.TryGet(out float single))
        {
            return single.ToString("F6", CultureInfo.InvariantCulture);
        }

        if (value.TryGet(out int signed))
        {
            return signed.ToString(CultureInfo.InvariantCulture);
        }

        return value.TryGet(out uint number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"Compare values of type {value.Type} here too.");
    }
}
