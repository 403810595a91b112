namespace LightThinker.Chat.Tools;

/// <summary>What one more character means to a call that is being read.</summary>
internal enum CallStep
{
    /// <summary>It belongs to the call.</summary>
    Taken,

    /// <summary>It is the call's last.</summary>
    Ended,

    /// <summary>It cannot stand here and was not taken.</summary>
    Refused,
}
