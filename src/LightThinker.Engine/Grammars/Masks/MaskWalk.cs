using LightThinker.Engine.Grammars.Matching;
using LightThinker.Engine.Grammars.Programs;

namespace LightThinker.Engine.Grammars.Masks;

/// <summary>
/// Finds all tokens that may follow a state, by walking the vocabulary's tree and the grammar together: where the grammar stops,
/// everything below is skipped. Engine thread only.
/// </summary>
/// <param name="matcher">The grammar with the vocabulary.</param>
internal sealed class MaskWalk(GrammarMatcher matcher)
{
    private readonly MatchState[] _states = new MatchState[matcher.Tokens.MaxDepth + 1];

    /// <summary>
    /// Makes the mask. Exact, unless the grammar is so ambiguous that the walk takes more work than
    /// <see cref="GrammarLimits.MaxWorkPerMask"/>; of text tokens it then holds those of one byte only.
    /// </summary>
    public TokenMask Make(MatchState state)
    {
        TokenTrie tokens = matcher.Tokens;
        var mask = new TokenMask(tokens.VocabularySize);
        if (!TryAddText(mask, state, tokens.MaxDepth, GrammarLimits.MaxWorkPerMask))
        {
            mask.Clear();
            mask.IsCut = true;
            _ = TryAddText(mask, state, maxDepth: 1, GrammarLimits.MaxWorkPerSmallMask);
        }

        if (state.AwaitsToken)
        {
            AddTokens(mask, state);
        }

        if (state.CanEnd)
        {
            mask.Add(tokens.EndTokens);
        }

        return mask;
    }

    private bool TryAddText(TokenMask mask, MatchState start, int maxDepth, long work)
    {
        TokenTrie tokens = matcher.Tokens;
        ReadOnlySpan<TrieNode> nodes = tokens.Nodes;
        ReadOnlySpan<int> ids = tokens.Tokens;
        ReadOnlySpan<byte> classOf = matcher.ClassOf;
        MatchState[] states = _states;
        Span<ulong> words = mask.Bits;
        long limit = matcher.Work + work;
        states[0] = start;
        for (int at = 0; at < nodes.Length - 1;)
        {
            ref readonly TrieNode node = ref nodes[at];
            MatchState before = states[node.Depth - 1];
            byte byteClass = classOf[node.Byte];
            MatchState? after = before.Next[byteClass];
            if (after is null)
            {
                after = matcher.Step(before, byteClass);
            }

            // Inside a string, say, most bytes change nothing: then whole branches are allowed without a look at them.
            bool isWhole = after == before && maxDepth > 1 && (node.Below & ~matcher.LoopsOf(after)) == 0;
            if (matcher.Work > limit)
            {
                return false;
            }

            if (after.IsDead)
            {
                at = node.End;
                continue;
            }

            states[node.Depth] = after;
            int next = node.Depth == maxDepth || isWhole ? node.End : at + 1;
            int lastToken = nodes[isWhole ? next : at + 1].FirstToken;
            for (int i = node.FirstToken; i < lastToken; i++)
            {
                int id = ids[i];
                words[id >> 6] |= 1UL << id;
            }

            at = next;
        }

        return true;
    }

    private void AddTokens(TokenMask mask, MatchState state)
    {
        foreach (MatchPath path in state.Paths)
        {
            Instruction instruction = matcher.Program[path.Instruction];
            if (instruction.Kind == InstructionKind.Token)
            {
                mask.Add(instruction.Value);
            }
            else if (instruction.Kind == InstructionKind.OtherToken)
            {
                mask.AddAllBut(matcher.Tokens.TextTokens, instruction.Value);
            }
        }
    }
}
