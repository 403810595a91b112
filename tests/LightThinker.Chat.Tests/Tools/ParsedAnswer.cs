using System.Text;
using LightThinker.Chat.Tools;

namespace LightThinker.Chat.Tests.Tools;

/// <summary>What a parser made of an answer, joined to whole texts. Immutable.</summary>
/// <param name="Content">All content.</param>
/// <param name="Calls">One line for each call: <c>id name arguments</c>, and a mark where it was truncated.</param>
/// <param name="Order">What followed what: c for content, a digit for a call.</param>
internal sealed record ParsedAnswer(string Content, string Calls, string Order)
{
    public static ParsedAnswer Of(ToolCallFormat format, IEnumerable<string> pieces, params string[] tools)
    {
        var ids = 0;
        var parser = new ToolCallParser(format, () => $"id{ids++}", tools.Length == 0 ? null : tools.ToHashSet());
        var deltas = pieces.SelectMany(parser.Push).ToList();
        deltas.AddRange(parser.Complete());
        Assert.Equal(parser.Calls, deltas.Count(delta => delta.Kind == ToolCallDeltaKind.CallStart));
        Assert.Equal(parser.Calls, deltas.Count(delta => delta.Kind == ToolCallDeltaKind.CallEnd));
        return Join(deltas);
    }

    public static ParsedAnswer Of(ToolCallFormat format, string text, params string[] tools) =>
        Of(format, [text], tools);

    private static ParsedAnswer Join(List<ToolCallDelta> deltas)
    {
        var (content, calls, order) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var open = -1;
        foreach (var delta in deltas)
        {
            Assert.Equal(delta.Kind is ToolCallDeltaKind.Content ? -1 : Math.Max(open, delta.Index), delta.Index);
            Assert.Equal(delta.Kind is ToolCallDeltaKind.CallEnd, delta.Text.Length == 0);
            switch (delta.Kind)
            {
                case ToolCallDeltaKind.Content:
                    content.Append(delta.Text);
                    Mark('c');
                    break;
                case ToolCallDeltaKind.CallStart:
                    open = delta.Index;
                    calls.Append(delta.Id).Append(' ').Append(delta.Text).Append(' ');
                    Mark((char)('0' + delta.Index));
                    break;
                case ToolCallDeltaKind.Arguments:
                    calls.Append(delta.Text);
                    break;
                default:
                    calls.Append(delta.IsTruncated ? " (truncated)\n" : "\n");
                    break;
            }
        }

        return new ParsedAnswer(content.ToString(), calls.ToString(), order.ToString());

        void Mark(char kind)
        {
            if (order.Length == 0 || order[^1] != kind)
            {
                order.Append(kind);
            }
        }
    }
}
