using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Engine.Sequences;

namespace LightThinker.Engine.Scheduling;

/// <summary>Chooses the next token of each sequence: drawn by its sampler, and held to its grammar. Engine thread only.</summary>
internal sealed class TokenChooser(int vocabularySize)
{
    private readonly Sampler _sampler = new(vocabularySize);
    private readonly LogprobReader _logprobs = new();
    private readonly List<Token> _forbidden = [];

    /// <summary>Moves a sequence on by a token.</summary>
    /// <param name="sequence">A sequence whose plan is dry.</param>
    /// <param name="logits">The model's, unchanged.</param>
    public void SampleAndAccept(Sequence sequence, ReadOnlySpan<float> logits)
    {
        Token token;
        try
        {
            token = Choose(sequence, logits);
        }
        catch (SamplingException exception)
        {
            // Logits without a token to draw concern this sequence only.
            bool isStuck = exception.IsMasked && sequence.Constraint is not null;
            sequence.Fail(isStuck ? FinishReason.Stuck : FinishReason.Failed, exception.Message);
            return;
        }

        sequence.Accept(
            token,
            sequence.Generation.Request.TopLogprobs is { } top ? _logprobs.Read(logits, token, top) : null);
    }

    // Nearly every token that a model draws fits its grammar, and finding all that fit costs more than checking one. Drawing
    // among them again where the first did not fit is the same as having drawn among them at once,
    // but for top-k, top-p and their like, which the first draw applies to all tokens.
    private Token Choose(Sequence sequence, ReadOnlySpan<float> logits)
    {
        var token = _sampler.Sample(logits, sequence.Sampling, sequence.Forbidden);
        return sequence.Allows(token) ? token : ChooseAmongAllowed(sequence, logits);
    }

    private Token ChooseAmongAllowed(Sequence sequence, ReadOnlySpan<float> logits)
    {
        _forbidden.Clear();
        _forbidden.AddRange(sequence.Forbidden);
        _forbidden.AddRange(sequence.Constraint!.Delimiters);
        return _sampler.Sample(
            logits, sequence.Sampling, CollectionsMarshal.AsSpan(_forbidden), sequence.Constraint.Mask());
    }
}
