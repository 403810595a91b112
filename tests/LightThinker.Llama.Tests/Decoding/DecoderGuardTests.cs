using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using static LightThinker.Llama.Tests.Decoding.DecoderExtensions;

namespace LightThinker.Llama.Tests.Decoding;

/// <summary>Each of these calls would end the process, or corrupt a sequence, if it reached llama.cpp.</summary>
public sealed class DecoderGuardTests : IDisposable
{
    private readonly LlamaDecoder _decoder;
    private readonly int _vocabulary;
    private readonly Token[] _tokens;

    public DecoderGuardTests(ModelFixture fixture)
    {
        _decoder = fixture.CreateDecoder(batch: 16, slots: 4);
        _vocabulary = fixture.Model.Vocabulary.Count;
        _tokens = fixture.Model.Vocabulary.Tokenize("What is 47 + 38? Now what is 12 + 80?").Take(17).ToArray();
        Assert.Equal(17, _tokens.Length);
    }

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void Decode_MoreRowsThanTheBatchSize_Throws() =>
        Assert.Contains("A batch of 17 rows", Failure(Rows(_tokens, 0)), StringComparison.Ordinal);

    [Fact]
    public void Decode_NoRows_Throws() =>
        Assert.Contains("A batch of 0 rows", Failure(Rows([], 0)), StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public void Decode_TokenThatDoesNotExist_Throws(int id) =>
        Assert.Contains($"has token {id}", Failure(Rows([new Token(id)], 0)), StringComparison.Ordinal);

    [Fact]
    public void Decode_TokenBehindTheLast_Throws() =>
        Assert.Contains("has token", Failure(Rows([new Token(_vocabulary)], 0)), StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(256)]
    public void Decode_SlotThatDoesNotExist_Throws(int slot) =>
        Assert.Contains($"slot {slot}", Failure(Rows(_tokens[..1], 0, slot)), StringComparison.Ordinal);

    [Fact]
    public void Decode_NegativePosition_Throws() =>
        Assert.Contains("position -1", Failure(Rows(_tokens[..1], -1)), StringComparison.Ordinal);

    [Fact]
    public void Decode_GapBehindTheLastPosition_ThrowsWithTheReason()
    {
        _decoder.Feed(_tokens[..4], 0);

        string message = Failure(Rows(_tokens[..2], 6));

        Assert.Contains("llama.cpp refused the batch. llama.cpp says:", message, StringComparison.Ordinal);
        Assert.Contains("consecutive", message, StringComparison.Ordinal);
        _decoder.Feed(_tokens[..2], 4);
    }

    [Fact]
    public void GetLogits_RowThatDidNotAsk_Throws()
    {
        _decoder.Feed(_tokens[..4], 0);

        Assert.Throws<DecoderException>(() => _decoder.LogitsOf(2));
        Assert.Equal(_vocabulary, _decoder.GetLogits(3).Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(15)]
    [InlineData(1_000)]
    public void GetLogits_RowOutsideTheBatch_Throws(int row)
    {
        _decoder.Feed(_tokens[..4], 0);

        Assert.Throws<DecoderException>(() => _decoder.LogitsOf(row));
    }

    [Fact]
    public void GetLogits_BeforeAnyBatch_Throws() => Assert.Throws<DecoderException>(() => _decoder.LogitsOf(0));

    [Fact]
    public void GetLogits_AfterARefusedBatch_Throws()
    {
        _decoder.Feed(_tokens[..4], 0);
        _ = Failure(Rows(_tokens, 4));

        Assert.Throws<DecoderException>(() => _decoder.LogitsOf(3));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(300)]
    public void RemoveAndClear_SlotThatDoesNotExist_Throw(int slot)
    {
        Assert.Throws<DecoderException>(() => _decoder.Remove(new SequenceSlot(slot), Range(0, 1)));
        Assert.Throws<DecoderException>(() => _decoder.Clear(new SequenceSlot(slot)));
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(4, 2)]
    [InlineData(0, -1)]
    public void Remove_RangeThatIsNone_Throws(int start, int end) =>
        Assert.Throws<DecoderException>(() => _decoder.Remove(new SequenceSlot(0), Range(start, end)));

    [Fact]
    public async Task AnyCall_FromASecondThread_Throws()
    {
        _decoder.Feed(_tokens[..4], 0);

        await OnAnotherThread(() => _decoder.Decode(Rows(_tokens[..1], 4)));
        await OnAnotherThread(() => _decoder.LogitsOf(3));
        await OnAnotherThread(() => _decoder.Remove(new SequenceSlot(0), Range(0, 1)));
        await OnAnotherThread(() => _decoder.Clear(new SequenceSlot(0)));
    }

    private static async Task OnAnotherThread(Action call)
    {
        Task other = Task.Factory.StartNew(
            call, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var error = await Assert.ThrowsAsync<DecoderException>(() => other);
        Assert.Contains("only its own thread may", error.Message, StringComparison.Ordinal);
    }

    private string Failure(DecodeBatch batch) => Assert.Throws<DecoderException>(() => _decoder.Decode(batch)).Message;
}
