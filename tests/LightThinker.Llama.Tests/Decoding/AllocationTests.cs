using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;

namespace LightThinker.Llama.Tests.Decoding;

public sealed class AllocationTests(ModelFixture fixture)
{
    private readonly IReadOnlyList<Token> _text = fixture.Model.Vocabulary.Tokenize("Tom has 7 apples and eats 2.");

    [Fact]
    public void DecodeGetLogitsRemove_SteadyState_AllocateNothing()
    {
        using LlamaDecoder decoder = fixture.CreateDecoder(cells: 1024);
        var batch = new DecodeBatch(8);
        float sum = Work(decoder, batch, start: 0, steps: 20);

        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Work(decoder, batch, start: 20, steps: 200);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.NotEqual(0, sum);
    }

    /// <summary>Four sequences, two rows each a step, one of which goes again.</summary>
    private float Work(LlamaDecoder decoder, DecodeBatch batch, int start, int steps)
    {
        float sum = 0;
        for (int step = start; step < start + steps; step++)
        {
            batch.Clear();
            for (int slot = 0; slot < 4; slot++)
            {
                batch.Add(_text[0], new Position(2 * step), new SequenceSlot(slot), wantsLogits: false);
                batch.Add(_text[1], new Position((2 * step) + 1), new SequenceSlot(slot), wantsLogits: true);
            }

            if (decoder.Decode(batch) != DecodeOutcome.Done)
            {
                return 0;
            }

            for (int slot = 0; slot < 4; slot++)
            {
                sum += decoder.GetLogits((2 * slot) + 1)[step % 100];
                decoder.Remove(new SequenceSlot(slot), new PositionRange(new Position(2 * step), new Position((2 * step) + 1)));
            }
        }

        return sum;
    }
}
