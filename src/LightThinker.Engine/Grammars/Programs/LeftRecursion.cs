using LightThinker.Engine.Grammars.Syntax;

namespace LightThinker.Engine.Grammars.Programs;

/// <summary>
/// Refuses rules that can call themselves before any text is matched: following them would never end. Visits each
/// instruction and each call once. Stateless and thread-safe.
/// </summary>
internal static class LeftRecursion
{
    private const int MaxNamesShown = 8;

    /// <param name="program">What to check.</param>
    /// <param name="syntax">Where it comes from, for the message.</param>
    /// <param name="owners">By rule of the program, the rule of the grammar that it is a part of.</param>
    /// <exception cref="GrammarException">A rule is left-recursive; the message names the rules on the way round.</exception>
    public static void Check(GrammarProgram program, GrammarSyntax syntax, IReadOnlyList<int> owners)
    {
        if (FindCycle(FirstCalls.Of(program)) is not { } cycle)
        {
            return;
        }

        int[] rules = [.. cycle.Select(rule => owners[rule])];
        int[] changes = [.. rules.Where((rule, i) => i == 0 || rule != rules[i - 1])];
        string way = string.Join(" → ", changes.Take(MaxNamesShown).Select(rule => Shown(syntax.Names[rule])));
        throw syntax.Text.Error(
            $"rule '{Shown(syntax.Names[rules[0]])}' can call itself before it matches anything (left recursion): {way}"
            + (changes.Length > MaxNamesShown ? $" → … ({changes.Length} rules)." : changes.Length == 1 ? $" → {way}." : "."),
            syntax.Offsets[rules[0]]);
    }

    // Depth first; the path is the chain of rules whose calls are being followed.
    private static List<int>? FindCycle(IReadOnlyList<List<int>> calls)
    {
        var path = new List<int>();
        int[] next = new int[calls.Count];
        bool[] isOnPath = new bool[calls.Count];
        for (int start = 0; start < calls.Count; start++)
        {
            Enter(start);
            while (path.Count > 0)
            {
                int rule = path[^1];
                if (next[rule] == calls[rule].Count)
                {
                    isOnPath[rule] = false;
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                int called = calls[rule][next[rule]++];
                if (isOnPath[called])
                {
                    return [.. path[path.IndexOf(called)..], called];
                }

                Enter(called);
            }
        }

        return null;

        void Enter(int rule)
        {
            if (next[rule] == 0)
            {
                path.Add(rule);
                isOnPath[rule] = true;
            }
        }
    }

    private static string Shown(string name) => name.Length <= 64 ? name : $"{name[..64]}…";
}
