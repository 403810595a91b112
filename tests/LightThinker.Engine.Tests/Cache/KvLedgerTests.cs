using CsCheck;
using LightThinker.Engine.Cache;
using LightThinker.Engine.Decoding;

namespace LightThinker.Engine.Tests.Cache;

public sealed class KvLedgerTests
{
    [Fact]
    public void Append_SameKind_GrowsOneSpan()
    {
        var ledger = new KvLedger();
        ledger.Append(CellKind.Prompt);
        ledger.Append(CellKind.Prompt);
        ledger.Append(CellKind.Thought);

        Assert.Equal([Span(0, 2, CellKind.Prompt), Span(2, 3, CellKind.Thought)], ledger.Spans);
        Assert.Equal(3, ledger.Resident);
    }

    [Fact]
    public void Remove_MiddleOfSpan_LeavesHoleAndNextPosition()
    {
        var ledger = new KvLedger();
        for (int i = 0; i < 10; i++)
        {
            ledger.Append(CellKind.Thought);
        }

        Assert.Equal(3, ledger.Remove(Range(4, 7)));
        Assert.Equal([Span(0, 4, CellKind.Thought), Span(7, 10, CellKind.Thought)], ledger.Spans);
        Assert.Equal(new Position(10), ledger.Next);
        Assert.Equal(0, ledger.Remove(Range(4, 7)));
    }

    [Fact]
    public void Remove_AnyRanges_AgreesWithASetOfPositions()
    {
        var step = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 20]);
        step.List[1, 60].Sample(steps =>
        {
            var ledger = new KvLedger();
            var model = new SortedDictionary<int, CellKind>();
            int next = 0;
            foreach (var (action, at, length) in steps)
            {
                if (action < 3)
                {
                    ledger.Append((CellKind)action);
                    model[next++] = (CellKind)action;
                    continue;
                }

                int expected = model.Keys.Count(position => position >= at && position < at + length);
                foreach (int position in model.Keys.Where(p => p >= at && p < at + length).ToList())
                {
                    model.Remove(position);
                }

                Assert.Equal(expected, ledger.Remove(Range(at, at + length)));
            }

            Assert.Equal(model.Count, ledger.Resident);
            var held = ledger.Spans.SelectMany(span => Enumerable
                .Range(span.Range.Start.Value, span.Range.Length)
                .Select(position => (position, span.Kind)));
            Assert.Equal(model.Select(pair => (pair.Key, pair.Value)), held);
        });
    }

    private static PositionRange Range(int start, int end) => new(new Position(start), new Position(end));

    private static KvSpan Span(int start, int end, CellKind kind) => new(Range(start, end), kind);
}
