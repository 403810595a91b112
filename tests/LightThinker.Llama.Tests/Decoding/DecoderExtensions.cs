using LightThinker.Engine.Decoding;
using LightThinker.Llama.Decoding;

namespace LightThinker.Llama.Tests.Decoding;

/// <summary>Short forms for tests. Stateless; on the decoder's thread only.</summary>
internal static class DecoderExtensions
{
    /// <summary>Decodes tokens at consecutive positions, logits wanted for the last, and expects that to work.</summary>
    /// <returns>The last row.</returns>
    public static int Feed(this LlamaDecoder decoder, IReadOnlyList<Token> tokens, int start, int slot = 0)
    {
        int row = -1;
        for (int done = 0; done < tokens.Count;)
        {
            int count = Math.Min(decoder.BatchCapacity, tokens.Count - done);
            DecodeBatch batch = Rows(tokens.Skip(done).Take(count).ToArray(), start + done, slot);
            Assert.Equal(DecodeOutcome.Done, decoder.Decode(batch));
            done += count;
            row = count - 1;
        }

        return row;
    }

    /// <summary>A batch of tokens at consecutive positions, logits wanted for the last.</summary>
    public static DecodeBatch Rows(IReadOnlyList<Token> tokens, int start, int slot = 0)
    {
        var batch = new DecodeBatch(Math.Max(1, tokens.Count));
        for (int i = 0; i < tokens.Count; i++)
        {
            batch.Add(tokens[i], new Position(start + i), new SequenceSlot(slot), wantsLogits: i == tokens.Count - 1);
        }

        return batch;
    }

    public static float[] LogitsOf(this LlamaDecoder decoder, int row) => decoder.GetLogits(row).ToArray();

    public static PositionRange Range(int start, int end) => new(new Position(start), new Position(end));

    /// <summary>The largest difference between two rows of logits.</summary>
    public static float Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float largest = 0;
        for (int i = 0; i < left.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(left[i] - right[i]));
        }

        return largest;
    }
}
