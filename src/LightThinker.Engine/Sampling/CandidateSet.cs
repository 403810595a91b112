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

    /// <summary>Where the weights of a block's candidates are kept; the first cut moves them along.</summary>
    public readonly Span<float> BlockWeights(int block)
    {
        int start = block * BlockSize;
        return _scratch.Weights.AsSpan(start, Math.Min(BlockSize, Count - start));
    }

    public readonly Token TokenAt(int index) => new(_isGathered ? _scratch.Ids[index] : index);

    /// <summary>The logit of a token, to be read or changed; before the first cut only.</summary>
    public readonly ref float Change(Token token) => ref ChangeRange(token.Id, 1)[0];

    /// <summary>The logits of several tokens of one block, to be read or changed; before the first cut only.</summary>
    public readonly Span<float> ChangeRange(int start, int length)
    {
        int block = start / BlockSize;
        if (!_scratch.IsChanged[block])
        {
            Block(block).CopyTo(_scratch.Values.AsSpan(block * BlockSize));
            _scratch.IsChanged[block] = true;
        }

        return _scratch.Values.AsSpan(start, length);
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
            throw new SamplingException("Every token is masked, by logit_bias, by a grammar, by the engine or by the model itself.")
            {
                IsMasked = true,
            };
        }
    }

    /// <summary>Takes one candidate out; its block's maximum and <see cref="Max"/> are to be measured again.</summary>
    public readonly void Mask(int index)
    {
        if (_isGathered)
        {
            _scratch.Values[index] = float.NegativeInfinity;
        }
        else
        {
            Change(new Token(index)) = float.NegativeInfinity;
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

    /// <summary>Drops or masks every candidate whose logit is below the threshold.</summary>
    /// <param name="threshold">At most <see cref="Max"/>.</param>
    public void CutBelow(float threshold)
    {
        if (_isGathered)
        {
            MaskBelow(Values, threshold);
            return;
        }

        int kept = 0;
        int blocks = BlockCount;
        for (int block = 0; block < blocks; block++)
        {
            if (_scratch.BlockMaxima[block] >= threshold)
            {
                kept = Gather(block, threshold, kept);
            }
        }

        Count = kept;
        _isGathered = true;
    }

    /// <summary>Masks every candidate beyond a border; of those at it, the lowest ids stay until the target is met.</summary>
    /// <param name="border">Among the scratch memory's keys, which stand for the gathered candidates.</param>
    /// <param name="target">The weight to reach.</param>
    public readonly void MaskBeyond(Border border, double target)
    {
        Span<float> values = Values;
        ReadOnlySpan<int> keys = _scratch.Keys.AsSpan(0, Count);
        Span<Vector<float>> valueVectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        ReadOnlySpan<Vector<int>> keyVectors = MemoryMarshal.Cast<int, Vector<int>>(keys);
        Vector<int> borderKey = new(border.Key);
        Vector<float> masked = new(float.NegativeInfinity);
        double weight = border.WeightBefore;
        for (int v = 0; v < keyVectors.Length; v++)
        {
            if (Vector.EqualsAny(keyVectors[v], borderKey))
            {
                MaskBeyond(v * Vector<int>.Count, Vector<int>.Count, border.Key, target, ref weight);
            }
            else
            {
                Vector<int> stays = Vector.LessThan(keyVectors[v], borderKey);
                valueVectors[v] = Vector.ConditionalSelect(stays, valueVectors[v], masked);
            }
        }

        int rest = keyVectors.Length * Vector<int>.Count;
        MaskBeyond(rest, Count - rest, border.Key, target, ref weight);
    }

    /// <summary>Finds the largest logit again, after a cut that may have taken it.</summary>
    public void MeasureGatheredMax() => Max = TensorPrimitives.Max<float>(Values);

    /// <summary>Treats the candidates as equally likely.</summary>
    public void Level()
    {
        Values.Clear();
        Max = 0f;
    }

    private readonly void MaskBeyond(int start, int length, int borderKey, double target, ref double weight)
    {
        for (int i = start; i < start + length; i++)
        {
            int key = _scratch.Keys[i];
            if (key == borderKey && weight < target)
            {
                weight += _scratch.Weights[i];
            }
            else if (key >= borderKey)
            {
                _scratch.Values[i] = float.NegativeInfinity;
            }
        }
    }

    private static void MaskBelow(Span<float> values, float threshold)
    {
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> limit = new(threshold);
        Vector<float> masked = new(float.NegativeInfinity);
        for (int v = 0; v < vectors.Length; v++)
        {
            vectors[v] = Vector.ConditionalSelect(Vector.LessThan(vectors[v], limit), masked, vectors[v]);
        }

        foreach (ref float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            value = value < threshold ? float.NegativeInfinity : value;
        }
    }

    // Gathers one block's candidates behind those gathered before, which never lie beyond it: so changed blocks and
    // weights, which share their memory with what is gathered, are read before they are overwritten.
    private readonly int Gather(int block, float threshold, int kept)
    {
        Span<float> values = _scratch.Values;
        Span<float> weights = _scratch.Weights;
        Span<int> ids = _scratch.Ids;
        ReadOnlySpan<float> logits = Block(block);
        ReadOnlySpan<float> ownWeights = BlockWeights(block);
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        Vector<float> limit = new(threshold);
        int start = block * BlockSize;
        int i = 0;
        foreach (Vector<float> vector in vectors)
        {
            int end = i + Vector<float>.Count;
            if (Vector.GreaterThanOrEqualAll(vector, limit))
            {
                vector.CopyTo(values[kept..]);
                new Vector<float>(ownWeights[i..]).CopyTo(weights[kept..]);
                (Vector<int>.Indices + new Vector<int>(start + i)).CopyTo(ids[kept..]);
                kept += Vector<float>.Count;
            }
            else if (Vector.GreaterThanOrEqualAny(vector, limit))
            {
                for (int j = i; j < end; j++)
                {
                    // Written in any case and overwritten by the next: a branch here would be guessed wrong too often.
                    float value = logits[j];
                    values[kept] = value;
                    weights[kept] = ownWeights[j];
                    ids[kept] = start + j;
                    kept += value >= threshold ? 1 : 0;
                }
            }

            i = end;
        }

        for (; i < logits.Length; i++)
        {
            if (logits[i] >= threshold)
            {
                values[kept] = logits[i];
                weights[kept] = ownWeights[i];
                ids[kept] = start + i;
                kept++;
            }
        }

        return kept;
    }
}
