using LightThinker.Training.Data;

namespace LightThinker.Training.Evaluation;

/// <summary>One problem answered without and with compression. Immutable.</summary>
/// <param name="Example">The problem.</param>
/// <param name="Off">The reply without.</param>
/// <param name="On">The reply with.</param>
internal sealed record PairedResult(Example Example, Reply Off, Reply On)
{
    public bool OffIsRight => AnswerCheck.IsRight(Example.Answer, Off.Text);

    public bool OnIsRight => AnswerCheck.IsRight(Example.Answer, On.Text);
}
