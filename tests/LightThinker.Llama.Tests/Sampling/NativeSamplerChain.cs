using System.Runtime.InteropServices;
using LightThinker.Engine.Decoding;
using LightThinker.Engine.Sampling;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests.Sampling;

/// <summary>
/// llama.cpp's own sampler stages, in the engine's order, as a reference for the engine's sampler. Stateless and
/// thread-safe.
/// </summary>
internal static unsafe class NativeSamplerChain
{
    /// <summary>
    /// What a token is drawn from: logit bias, penalties, DRY, top-k, typical, top-p, min-p, XTC, temperature.
    /// </summary>
    /// <param name="logits">As the model gave them.</param>
    /// <param name="options">The request's parameters; the seed plays no part.</param>
    /// <param name="history">The sequence's tokens so far, the latest last.</param>
    /// <param name="model">Whose tokens they are; needed only for DRY with breakers.</param>
    /// <returns>A probability per token id; 0 where a stage has dropped the token.</returns>
    public static double[] Distribution(
        ReadOnlySpan<float> logits, SamplingOptions options, IReadOnlyList<Token> history, LlamaModel? model = null)
    {
        var candidates = new NativeTokenData[logits.Length];
        for (int id = 0; id < logits.Length; id++)
        {
            float bias = options.LogitBias.TryGetValue(new Token(id), out float value) ? value : 0;
            candidates[id] = new NativeTokenData { Id = id, Logit = logits[id] + bias };
        }

        int kept;
        nint chain = CreateChain(options, logits.Length, history.Count, model);
        try
        {
            foreach (Token token in history)
            {
                TestNative.llama_sampler_accept(chain, token.Id);
            }

            fixed (NativeTokenData* data = candidates)
            {
                var array = new NativeTokenDataArray { Data = data, Count = (nuint)candidates.Length, Selected = -1 };
                TestNative.llama_sampler_apply(chain, &array);
                kept = (int)array.Count;
                new ReadOnlySpan<NativeTokenData>(array.Data, kept).CopyTo(candidates);
            }
        }
        finally
        {
            TestNative.llama_sampler_free(chain);
        }

        return Softmax(candidates.AsSpan(0, kept), logits.Length);
    }

    private static nint CreateChain(SamplingOptions options, int vocabulary, int historyLength, LlamaModel? model)
    {
        nint chain = TestNative.llama_sampler_chain_init(1);
        int window = options.PenaltyWindow < 0 ? historyLength : options.PenaltyWindow;
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_penalties(
            vocabulary, window, options.RepetitionPenalty, options.FrequencyPenalty, options.PresencePenalty));
        TestNative.llama_sampler_chain_add(chain, CreateDry(options, historyLength, model));
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_top_k(options.TopK));
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_typical(options.TypicalP, 1));
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_top_p(options.TopP, 1));
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_min_p(options.MinP, 1));
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_xtc(
            options.XtcProbability, options.XtcThreshold, 1, (uint)options.Seed));
        TestNative.llama_sampler_chain_add(chain, TestNative.llama_sampler_init_temp(options.Temperature));
        return chain;
    }

    private static nint CreateDry(SamplingOptions options, int historyLength, LlamaModel? model)
    {
        IEnumerable<string> texts = options.DryMultiplier > 0 ? options.DryBreakers : [];
        nint[] breakers = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];
        try
        {
            fixed (nint* first = breakers)
            {
                return TestNative.llama_sampler_init_dry(
                    breakers.Length > 0 ? NativeMethods.llama_model_get_vocab(model!.Handle) : 0,
                    options.DryMultiplier,
                    options.DryBase,
                    options.DryAllowedLength,
                    options.DryWindow < 0 ? historyLength : options.DryWindow,
                    (byte**)first,
                    (nuint)breakers.Length);
            }
        }
        finally
        {
            Array.ForEach(breakers, Marshal.FreeCoTaskMem);
        }
    }

    private static double[] Softmax(ReadOnlySpan<NativeTokenData> candidates, int vocabulary)
    {
        double largest = double.NegativeInfinity;
        foreach (NativeTokenData candidate in candidates)
        {
            largest = Math.Max(largest, candidate.Logit);
        }

        double sum = 0;
        double[] probabilities = new double[vocabulary];
        foreach (NativeTokenData candidate in candidates)
        {
            sum += probabilities[candidate.Id] = Math.Exp(candidate.Logit - largest);
        }

        for (int id = 0; id < vocabulary; id++)
        {
            probabilities[id] /= sum;
        }

        return probabilities;
    }
}
