using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Sequences;

/// <summary>
/// What a sequence still has to do to its context: an ordered list of "feed these tokens" and "evict this range". Prefill,
/// decode and compression are all just plans. When the plan runs dry, the next token is sampled. Engine thread only.
/// </summary>
internal sealed class ContextPlan
{
    // Tokens of all feeds in order; each feed operation says how many of them are its own.
    private readonly Queue<Token> _tokens = new();
    private readonly Queue<ContextOp> _waiting = new();
    private ContextOp? _current;

    /// <summary>The position that the next token appended here will take.</summary>
    public Position End { get; private set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDry => _current is null;

    /// <summary>Whether an eviction comes next.</summary>
    internal bool EvictsNext => _current is { IsEvict: true };

    /// <summary>Tokens that can be fed before the next eviction.</summary>
    internal int FeedableCount
    {
        get
        {
            if (_current is not { IsEvict: false } current)
            {
                return 0;
            }

            int count = current.FeedCount;
            foreach (var op in _waiting)
            {
                if (op.IsEvict)
                {
                    break;
                }

                count += op.FeedCount;
            }

            return count;
        }
    }

    /// <summary>Appends one token to compute.</summary>
    public void Feed(Token token, CellKind kind)
    {
        _tokens.Enqueue(token);
        Append(ContextOp.Feed(1, kind));
        End += 1;
    }

    /// <summary>Appends tokens to compute, in order; none is allowed and does nothing.</summary>
    public void Feed(IReadOnlyList<Token> tokens, CellKind kind)
    {
        if (tokens.Count == 0)
        {
            return;
        }

        for (int i = 0; i < tokens.Count; i++)
        {
            _tokens.Enqueue(tokens[i]);
        }

        Append(ContextOp.Feed(tokens.Count, kind));
        End += tokens.Count;
    }

    /// <summary>Leaves positions to tokens that need no computing: their cells are another sequence's.</summary>
    public void Skip(int count) => End += count;

    /// <summary>Appends an eviction: what is fed after it does not attend to the range.</summary>
    /// <exception cref="ArgumentException">The range is empty, or reaches past what is planned before it.</exception>
    public void Evict(PositionRange range)
    {
        if (range.Length <= 0 || range.End.Value > End.Value)
        {
            throw new ArgumentException($"Cannot evict {range} of a plan that ends at {End.Value}.", nameof(range));
        }

        Append(ContextOp.Evict(range));
    }

    internal (Token Token, CellKind Kind) TakeToken()
    {
        if (_current is not { IsEvict: false } current)
        {
            throw new InvalidOperationException("No token comes next in this plan.");
        }

        if (current.FeedCount == 1)
        {
            MoveOn();
        }
        else
        {
            _current = current with { FeedCount = current.FeedCount - 1 };
        }

        return (_tokens.Dequeue(), current.FeedKind);
    }

    internal PositionRange TakeEviction()
    {
        if (_current is not { IsEvict: true } current)
        {
            throw new InvalidOperationException("No eviction comes next in this plan.");
        }

        MoveOn();
        return current.Evicted;
    }

    private void Append(ContextOp op)
    {
        if (_current is null)
        {
            _current = op;
        }
        else
        {
            _waiting.Enqueue(op);
        }
    }

    private void MoveOn() => _current = _waiting.TryDequeue(out var next) ? next : null;
}
