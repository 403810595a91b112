using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;
using static LightThinker.Llama.Tests.Decoding.DecoderExtensions;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class LlamaDecoderTests(ModelFixture fixture)
{
    private readonly IReadOnlyList<Token> _text = fixture.Model.Vocabulary.Tokenize(
        "Lily has 12 oranges. She buys 9 baskets of 5 oranges. How many oranges are left?");

    [Fact]
    public void Sizes_AskedFor_AreThoseOfTheContext()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder(cells: 300, batch: 64, slots: 3);

        Assert.Equal(512, decoder.CellCount); // rounded up to a multiple of 256
        Assert.Equal(64, decoder.BatchCapacity);
        Assert.Equal(3, decoder.SlotCount);
        Assert.True(decoder.CanRemoveRanges);
    }

    [Fact]
    public void Create_ZeroCells_TakesTheTrainedContext()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder(cells: 0);

        Assert.Equal(2048, decoder.CellCount);
    }

    [Fact]
    public void Decode_InPiecesOrAtOnce_GivesTheSameLogits()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder();
        float[] atOnce = decoder.LogitsOf(decoder.Feed(_text, 0, slot: 0));

        decoder.Feed(_text.Take(5).ToArray(), 0, slot: 1);
        float[] inPieces = decoder.LogitsOf(decoder.Feed(_text.Skip(5).ToArray(), 5, slot: 1));

        Assert.InRange(Distance(atOnce, inPieces), 0, 0.02f);
        Assert.NotEqual(atOnce[0], atOnce[1]);
    }

    [Fact]
    public void Remove_MiddleRange_ChangesWhatLaterTokensSee()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder();
        decoder.Feed(_text, 0, slot: 0);
        decoder.Feed(_text, 0, slot: 1);

        decoder.Remove(new SequenceSlot(1), Range(4, 12));
        float[] whole = decoder.LogitsOf(decoder.Feed(_text.Take(1).ToArray(), _text.Count, slot: 0));
        float[] holed = decoder.LogitsOf(decoder.Feed(_text.Take(1).ToArray(), _text.Count, slot: 1));

        Assert.True(Distance(whole, holed) > 0.1f);
    }

    [Fact]
    public void Remove_MiddleRange_LeavesOtherSequencesAlone()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder();
        decoder.Feed(_text, 0, slot: 0);
        float[] before = decoder.LogitsOf(decoder.Feed(_text.Take(1).ToArray(), _text.Count, slot: 0));
        decoder.Remove(new SequenceSlot(0), Range(_text.Count, _text.Count + 1));
        decoder.Feed(_text, 0, slot: 1);

        decoder.Remove(new SequenceSlot(1), Range(4, 12));
        float[] after = decoder.LogitsOf(decoder.Feed(_text.Take(1).ToArray(), _text.Count, slot: 0));

        Assert.InRange(Distance(before, after), 0, 0.02f);
    }

    [Fact]
    public void Remove_AgainAndAgain_FreesTheCells()
    {
        // 20 times as many tokens as cells: each thought of 64 tokens goes before the next comes.
        using LlamaDecoder decoder = fixture.CreateDecoder(cells: 256);
        var slot = new SequenceSlot(0);
        Token[] thought = Enumerable.Repeat(_text[0], 64).ToArray();
        decoder.Feed(_text, 0);
        int position = _text.Count;

        for (int round = 0; round < 80; round++)
        {
            decoder.Feed(thought, position);
            decoder.Remove(slot, Range(position, position + 63));
            position += 64;
            if (round % 40 == 39)
            {
                decoder.Remove(slot, Range(_text.Count, position - 1));
            }
        }

        Assert.Equal(_text.Count + (80 * 64), position);
    }

    [Fact]
    public void Decode_MoreRowsThanFreeCells_IsCacheFullAndAddsNothing()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder(cells: 256, batch: 200);
        Token[] rows = Enumerable.Repeat(_text[0], 200).ToArray();
        decoder.Feed(rows, 0, slot: 0);

        Assert.Equal(DecodeOutcome.CacheFull, decoder.Decode(Rows(rows, 0, slot: 1)));
        Assert.Throws<DecoderException>(() => decoder.LogitsOf(199));

        // The 56 cells left and slot 1 are as if nothing had happened.
        Assert.Equal(DecodeOutcome.Done, decoder.Decode(Rows(rows[..56], 0, slot: 1)));
        decoder.Clear(new SequenceSlot(0));
        Assert.Equal(DecodeOutcome.Done, decoder.Decode(Rows(rows, 56, slot: 1)));
    }

    [Fact]
    public void Clear_Slot_LetsItStartAgain()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder();
        float[] first = decoder.LogitsOf(decoder.Feed(_text, 0));

        decoder.Clear(new SequenceSlot(0));
        float[] second = decoder.LogitsOf(decoder.Feed(_text, 0));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Decode_RowsOfSeveralSequences_GivesEachItsOwn()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder();
        Token[] other = _text.Reverse().ToArray();
        float[] alone = decoder.LogitsOf(decoder.Feed(_text, 0, slot: 0));
        decoder.Clear(new SequenceSlot(0));

        var batch = new DecodeBatch(64);
        for (int i = 0; i < _text.Count; i++)
        {
            bool last = i == _text.Count - 1;
            batch.Add(other[i], new Position(i), new SequenceSlot(2), wantsLogits: false);
            batch.Add(_text[i], new Position(i), new SequenceSlot(0), wantsLogits: last);
        }

        Assert.Equal(DecodeOutcome.Done, decoder.Decode(batch));
        Assert.InRange(Distance(alone, decoder.GetLogits(batch.Count - 1)), 0, 0.02f);
    }
}
