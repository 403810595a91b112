using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Cache;

/// <summary>Which positions one sequence holds in the KV cache, by kind. Engine thread only.</summary>
internal sealed class KvLedger
{
    private readonly List<KvSpan> _spans;

    /// <param name="tokens">
    /// Tokens that may be sampled. Each compression takes at least one and leaves a span for good, so memory for a usual
    /// number of them is set aside and steps need none.
    /// </param>
    public KvLedger(int tokens = 0) => _spans = new List<KvSpan>(Math.Min(tokens, 4096) + 4);

    /// <summary>Cells held.</summary>
    public int Resident { get; private set; }

    /// <summary>Cells of the prompt held so far. It is pinned: no method evicts it.</summary>
    public int PromptCells { get; private set; }

    /// <summary>The position after the last token fed. Grows by feeding only, so that holes stay holes.</summary>
    public Position Next { get; private set; }

    /// <summary>Records that another sequence's prompt is shared; nothing was fed before.</summary>
    public void Share(int promptTokens)
    {
        for (int i = 0; i < promptTokens; i++)
        {
            Append(CellKind.Prompt);
        }
    }

    /// <summary>In order of position.</summary>
    public IReadOnlyList<KvSpan> Spans => _spans;

    /// <summary>Records one more token.</summary>
    /// <returns>The token's position.</returns>
    public Position Append(CellKind kind)
    {
        var position = Next;
        Next = position + 1;
        Resident++;
        PromptCells += kind == CellKind.Prompt ? 1 : 0;

        if (_spans.Count > 0 && _spans[^1] is var last && last.Kind == kind && last.Range.End == position)
        {
            _spans[^1] = last with { Range = last.Range with { End = Next } };
        }
        else
        {
            _spans.Add(new KvSpan(new PositionRange(position, Next), kind));
        }

        return position;
    }

    /// <summary>Records an eviction.</summary>
    /// <returns>The number of cells that were held in the range.</returns>
    public int Remove(PositionRange range)
    {
        int removed = 0;

        // Evictions are mostly near the end, so look from there.
        for (int i = _spans.Count - 1; i >= 0 && _spans[i].Range.End.Value > range.Start.Value; i--)
        {
            var span = _spans[i];
            int start = Math.Max(span.Range.Start.Value, range.Start.Value);
            int end = Math.Min(span.Range.End.Value, range.End.Value);
            if (start >= end)
            {
                continue;
            }

            removed += end - start;
            Cut(i, span, new PositionRange(new Position(start), new Position(end)));
        }

        Resident -= removed;
        return removed;
    }

    private void Cut(int index, KvSpan span, PositionRange cut)
    {
        bool keepsHead = span.Range.Start.Value < cut.Start.Value;
        bool keepsTail = cut.End.Value < span.Range.End.Value;
        var head = span with { Range = span.Range with { End = cut.Start } };
        var tail = span with { Range = span.Range with { Start = cut.End } };

        switch (keepsHead, keepsTail)
        {
            case (true, true):
                _spans[index] = head;
                _spans.Insert(index + 1, tail);
                break;
            case (true, false):
                _spans[index] = head;
                break;
            case (false, true):
                _spans[index] = tail;
                break;
            default:
                _spans.RemoveAt(index);
                break;
        }
    }
}
