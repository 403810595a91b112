using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sampling;

/// <summary>
/// The tokens that can still be drawn, by ascending id, read block by block. Engine thread only. It starts as a view of the
/// model's logits in which only blocks with a changed logit are copied; the first cut gathers what is left into scratch
/// memory. Masked tokens count as candidates of logit −∞ until then.
/// </summary>
internal ref struct CandidateSet
{
    /// <summary>Candidates per block; the last may be shorter.</summary>
    public const int BlockSize = 256;

    private readonly ReadOnlySpan<float> _logits;
    private readonly SamplerScratch _scratch;
    private bool _isGathered;

    /// <param name="logits">The model's; read until the token is drawn, never written.</param>
    /// <param name="scratch">Memory for this vocabulary size.</param>
    public CandidateSet(ReadOnlySpan<float> logits, SamplerScratch scratch)
    {
        _logits = logits;
        _scratch = scratch;
        _scratch.IsChanged.AsSpan().Clear();
        Count = logits.Length;
    }

    /// <summary>Number of candidates.</summary>
    public int Count { get; private set; }

    /// <summary>The largest logit, as of the last measurement.</summary>
    public float Max { get; private set; }

    public readonly bool IsGathered => _isGathered;

    public readonly int BlockCount => (Count + BlockSize - 1) / BlockSize;

    public readonly SamplerScratch Scratch => _scratch;

    /// <summary>The candidates' logits, once gathered.</summary>
    public readonly Span<float> Values => _scratch.Values.AsSpan(0, Count);

    public readonly ReadOnlySpan<float> Block(int block)
    {
        int start = block * BlockSize;
        int length = Math.Min(BlockSize, Count - start);
        return _isGathered || _scratch.IsChanged[block]
            ? _scratch.Values.AsSpan(start, length)
            : _logits.Slice(start, length);
    }

    public readonly Token TokenAt(int index) => new(_isGathered ? _scratch.Ids[index] : index);

    /// <summary>The logit of a token, to be read or changed; before the first cut only.</summary>
    public readonly ref float Change(Token token)
    {
        int block = token.Id / BlockSize;
        if (!_scratch.IsChanged[block])
        {
            Block(block).CopyTo(_scratch.Values.AsSpan(block * BlockSize));
            _scratch.IsChanged[block] = true;
        }

        return ref _scratch.Values[token.Id];
    }

    /// <summary>Finds the largest logit, by block and of all.</summary>
    /// <exception cref="SamplingException">There is a NaN, or every token is masked.</exception>
    public void MeasureMax()
    {
        Span<float> maxima = _scratch.BlockMaxima.AsSpan(0, BlockCount);
        for (int block = 0; block < maxima.Length; block++)
        {
            maxima[block] = TensorPrimitives.Max(Block(block));
        }

        Max = TensorPrimitives.Max<float>(maxima);
        if (float.IsNaN(Max))
        {
            throw new SamplingException("The logits contain NaN: the model file or its runtime is broken.");
        }

        if (float.IsNegativeInfinity(Max))
        {
            throw new SamplingException("Every token is masked, by logit_bias, by the engine or by the model itself.");
        }
    }

    /// <summary>The token of the largest logit, the lowest id on a tie; after <see cref="MeasureMax"/>.</summary>
    public readonly Token First()
    {
        int block = 0;
        while (_scratch.BlockMaxima[block] != Max)
        {
            block++;
        }

        return TokenAt((block * BlockSize) + Block(block).IndexOf(Max));
    }

    /// <summary>Drops every candidate whose logit is below the threshold, and every masked one.</summary>
    /// <param name="threshold">At most <see cref="Max"/>.</param>
    public void CutBelow(float threshold)
    {
        threshold = Math.Max(threshold, float.MinValue);
        int kept = 0;
        int blocks = BlockCount;
        for (int block = 0; block < blocks; block++)
        {
            if (_isGathered || _scratch.BlockMaxima[block] >= threshold)
            {
                kept = Gather(block, threshold, kept);
            }
        }

        Count = kept;
        _isGathered = true;
    }

    /// <summary>Drops every candidate beyond a border; among those at it, the lowest ids stay until the target is met.</summary>
    /// <param name="border">Among the scratch memory's keys, which stand for the gathered candidates.</param>
    /// <param name="target">The weight to reach.</param>
    public void CutBeyond(Border border, double target)
    {
        Span<float> values = Values;
        Span<int> ids = _scratch.Ids.AsSpan(0, Count);
        ReadOnlySpan<int> keys = _scratch.Keys.AsSpan(0, Count);
        ReadOnlySpan<float> weights = _scratch.Weights.AsSpan(0, Count);
        double weight = border.WeightBefore;
        int kept = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            bool keeps = keys[i] < border.Key;
            if (keys[i] == border.Key && weight < target)
            {
                weight += weights[i];
                keeps = true;
            }

            values[kept] = values[i];
            ids[kept] = ids[i];
            kept += keeps ? 1 : 0;
        }

        Count = kept;
    }

    /// <summary>Finds the largest logit again, after a cut that may have taken it.</summary>
    public void MeasureGatheredMax() => Max = TensorPrimitives.Max<float>(Values);

    /// <summary>Treats the candidates as equally likely.</summary>
    public void Level()
    {
        Values.Clear();
        Max = 0f;
    }

    // Gathers one block's candidates behind those gathered before, which never lie beyond it: moving in place is safe.
    private readonly int Gather(int block, float threshold, int kept)
    {
        ReadOnlySpan<float> source = Block(block);
        Span<float> values = _scratch.Values;
        Span<int> ids = _scratch.Ids;
        int start = block * BlockSize;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(source);
        Vector<float> limit = new(threshold);
        for (int v = 0; v < vectors.Length; v++)
        {
            Vector<float> vector = vectors[v];
            int offset = v * Vector<float>.Count;
            if (Vector.GreaterThanOrEqualAll(vector, limit))
            {
                Vector<int> kinds = _isGathered
                    ? new Vector<int>(ids[(start + offset)..])
                    : Vector<int>.Indices + new Vector<int>(start + offset);
                vector.CopyTo(values[kept..]);
                kinds.CopyTo(ids[kept..]);
                kept += Vector<float>.Count;
            }
            else if (Vector.GreaterThanOrEqualAny(vector, limit))
            {
                kept = GatherSome(source.Slice(offset, Vector<float>.Count), start + offset, threshold, kept);
            }
        }

        int rest = vectors.Length * Vector<float>.Count;
        return GatherSome(source[rest..], start + rest, threshold, kept);
    }

    private readonly int GatherSome(ReadOnlySpan<float> source, int start, float threshold, int kept)
    {
        for (int i = 0; i < source.Length; i++)
        {
            float value = source[i];
            int id = _isGathered ? _scratch.Ids[start + i] : start + i;
            if (value >= threshold)
            {
                _scratch.Values[kept] = value;
                _scratch.Ids[kept] = id;
                kept++;
            }
        }

        return kept;
    }
}
