using LightThinker.Chat.Grammars.Rules;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>Writes the rules of arrays. Stateless and thread-safe.</summary>
internal static class ArrayRules
{
    /// <returns>A GBNF expression.</returns>
    public static string Write(GrammarRules rules, SchemaNode node, ArrayShape shape)
    {
        string space = rules.Shared(SharedRule.Space);
        int least = shape.Count.Min;
        int? most = shape.Possible;
        if (most == 0)
        {
            return "\"[]\"";
        }

        // From the last to the first: what may follow once so many items are written.
        int first = Math.Min(shape.First.Count, most ?? int.MaxValue);
        string end = $"{space} \"]\"";
        string tail = end;
        if (most != first && first > 0)
        {
            string other = rules.Named("item", $"\",\" {space} {shape.Others!.Rule}");
            tail = $"{Repetition.Write(rules, other, Math.Max(0, least - first), most - first)} {end}";
        }
        else if (first == 0)
        {
            string other = rules.Named("item", $"\",\" {space} {shape.Others!.Rule}");
            tail = $"{space} {shape.Others.Rule} {Repetition.Write(rules, other, Math.Max(0, least - 1), most - 1)} {end}";
        }

        for (int index = first - 1; index >= 0; index--)
        {
            tail = $"{(index == 0 ? "" : "\",\" ")}{space} {shape.First[index].Rule} {tail}";
            if (index > 0 && index >= least)
            {
                string rest = rules.Reserve("rest");
                rules.Define(rest, $"{tail} | {end}");
                tail = rest;
            }
        }

        return least == 0 ? $"\"[\" ({tail} | \"]\")" : $"\"[\" {tail}";
    }
}
