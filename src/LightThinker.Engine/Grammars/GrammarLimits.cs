namespace LightThinker.Engine.Grammars;

/// <summary>How large a grammar may be, and how much work a hostile one can cause. Constants only.</summary>
internal static class GrammarLimits
{
    /// <summary>Most UTF-16 units of grammar text.</summary>
    public const int MaxTextLength = 1 << 20;

    /// <summary>Most rules: those named, and one per group that is repeated by a count.</summary>
    public const int MaxRules = 1 << 16;

    /// <summary>Most groups and repetitions around one another.</summary>
    public const int MaxDepth = 256;

    /// <summary>Largest number in <c>{m,n}</c>.</summary>
    public const int MaxRepetition = 1 << 16;

    /// <summary>Most instructions of the compiled grammar, and most byte ranges of its character classes.</summary>
    public const int MaxProgramSize = 1 << 19;

    /// <summary>Most paths that are followed side by side; of more, the middle ones are dropped (docs/grammars.md).</summary>
    public const int MaxPaths = 2048;

    /// <summary>Most places that a rule may go back to when it ends; of more, the middle ones are dropped.</summary>
    public const int MaxReturns = 512;

    /// <summary>Most instructions looked at for one byte of text.</summary>
    public const int MaxWorkPerByte = 1 << 14;

    /// <summary>Most instructions looked at for one mask; beyond them only tokens of one byte are looked at.</summary>
    public const int MaxWorkPerMask = 1 << 16;

    /// <summary>Most instructions looked at for those tokens; beyond them the mask holds what was found so far.</summary>
    public const int MaxWorkPerSmallMask = 1 << 15;

    /// <summary>Most masks of one answer that may be cut so; one more ends it.</summary>
    public const int MaxCutMasks = 4;

    /// <summary>Size of what is remembered of one grammar, in references held, before it is forgotten: about 10 MB.</summary>
    public const int MaxRemembered = 1 << 20;

    /// <summary>Most masks remembered of one grammar; each has one bit per token.</summary>
    public const int MaxMasks = 64;
}
