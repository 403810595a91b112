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
            _ = TryAddText(mask, state, maxDepth: 1, long.MaxValue);
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
        ReadOnlySpan<byte> bytes = tokens.Bytes;
        ReadOnlySpan<int> depths = tokens.Depths;
        ReadOnlySpan<int> ends = tokens.Ends;
        ReadOnlySpan<int> firstTokens = tokens.FirstTokens;
        ReadOnlySpan<int> ids = tokens.Tokens;
        ReadOnlySpan<byte> classOf = matcher.ClassOf;
        MatchState[] states = _states;
        long limit = work == long.MaxValue ? work : matcher.Work + work;
        states[0] = start;
        for (int node = 0; node < bytes.Length;)
        {
            int depth = depths[node];
            MatchState before = states[depth - 1];
            byte byteClass = classOf[bytes[node]];
            MatchState? after = before.Next[byteClass];
            if (after is null)
            {
                after = matcher.Step(before, byteClass);
                if (matcher.Work > limit)
                {
                    return false;
                }
            }

            if (after.IsDead)
            {
                node = ends[node];
                continue;
            }

            states[depth] = after;
            for (int i = firstTokens[node]; i < firstTokens[node + 1]; i++)
            {
                mask.Add(ids[i]);
            }

            node = depth < maxDepth ? node + 1 : ends[node];
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
