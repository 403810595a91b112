using LightThinker.Engine.Decoding;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Grammars;

/// <summary>A grammar and how far one output has come in it. One thread at a time.</summary>
internal sealed unsafe class LlamaGrammar : IDisposable
{
    private readonly GrammarHandle _handle;
    private readonly int _vocabulary;

    private LlamaGrammar(GrammarHandle handle, int vocabulary)
    {
        _handle = handle;
        _vocabulary = vocabulary;
    }

    /// <summary>Parses a GBNF grammar; its first rule to match is <c>root</c>.</summary>
    /// <exception cref="ArgumentException">The grammar is ill-formed or outside <see cref="GrammarLimits"/>.</exception>
    public static LlamaGrammar Parse(LlamaModel model, string grammar) =>
        new(GrammarHandle.Create(model.Handle, grammar), model.Vocabulary.Count);

    /// <summary>Whether the grammar lets a token follow.</summary>
    /// <exception cref="DecoderException">There is no such token.</exception>
    public bool Allows(Token token)
    {
        if ((uint)token.Id >= (uint)_vocabulary)
        {
            throw new DecoderException($"There is no token {token.Id}; tokens run from 0 to {_vocabulary - 1}.");
        }

        var candidate = new NativeTokenData { Id = token.Id };
        var candidates = new NativeTokenDataArray { Data = &candidate, Count = 1, Selected = -1 };
        NativeMethods.llama_sampler_apply(_handle, &candidates);
        return !float.IsNegativeInfinity(candidate.Logit);
    }

    /// <summary>Moves on past a token.</summary>
    /// <exception cref="DecoderException">The grammar forbids it; llama.cpp would end the process.</exception>
    public void Accept(Token token)
    {
        if (!Allows(token))
        {
            throw new DecoderException($"The grammar does not allow token {token.Id} here.");
        }

        NativeMethods.llama_sampler_accept(_handle, token.Id);
    }

    public void Dispose() => _handle.Dispose();
}
