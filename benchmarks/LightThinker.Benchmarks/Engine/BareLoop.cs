using System.Diagnostics;
using System.Numerics.Tensors;
using LightThinker.Engine.Decoding;

namespace LightThinker.Benchmarks.Engine;

/// <summary>The least that generating text takes: decode, take the likeliest token, again. Not thread-safe.</summary>
internal sealed class BareLoop
{
    private readonly IDecoder _decoder;
    private readonly DecodeBatch _batch;
    private readonly int _sequences;
    private readonly int _promptTokens;

    public BareLoop(IDecoder decoder, int sequences, int promptTokens)
    {
        _decoder = decoder;
        _batch = new DecodeBatch(decoder.BatchCapacity);
        _sequences = sequences;
        _promptTokens = promptTokens;
    }

    /// <summary>Runs all sequences for some steps.</summary>
    /// <returns>Tokens per second over all of them, the prompt left out.</returns>
    public double Run(int steps)
    {
        var next = new Token[_sequences];
        for (int slot = 0; slot < _sequences; slot++)
        {
            _batch.Clear();
            for (int i = 0; i < _promptTokens; i++)
            {
                _batch.Add(new Token('a' + (i % 26)), new Position(i), new SequenceSlot(slot), i == _promptTokens - 1);
            }

            Decode();
            next[slot] = new Token(TensorPrimitives.IndexOfMax(_decoder.GetLogits(_promptTokens - 1)));
        }

        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < steps; step++)
        {
            _batch.Clear();
            for (int slot = 0; slot < _sequences; slot++)
            {
                _batch.Add(next[slot], new Position(_promptTokens + step), new SequenceSlot(slot), true);
            }

            Decode();
            for (int slot = 0; slot < _sequences; slot++)
            {
                next[slot] = new Token(TensorPrimitives.IndexOfMax(_decoder.GetLogits(slot)));
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        for (int slot = 0; slot < _sequences; slot++)
        {
            _decoder.Clear(new SequenceSlot(slot));
        }

        return _sequences * steps / seconds;
    }

    private void Decode()
    {
        if (_decoder.Decode(_batch) != DecodeOutcome.Done)
        {
            throw new InvalidOperationException("The context is too small for this benchmark.");
        }
    }
}
