namespace LightThinker.Training.Generation;

/// <summary>What a sentence of a story does to the number of things.</summary>
internal enum StoryChange
{
    /// <summary>+ n.</summary>
    Gain,

    /// <summary>− n.</summary>
    Loss,

    /// <summary>+ n · m.</summary>
    GainGroups,

    /// <summary>− n · m.</summary>
    LossGroups,

    /// <summary>· 2.</summary>
    Double,

    /// <summary>· 3.</summary>
    Triple,

    /// <summary>/ 2.</summary>
    Halve,
}
