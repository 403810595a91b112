using System.Runtime.InteropServices;
using LightThinker.Llama.Loading;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Grammars;

/// <summary>
/// Owns one native grammar and keeps its model alive. Releasing is thread-safe; use is for one thread at a time.
/// </summary>
internal sealed class GrammarHandle : SafeHandle
{
    private readonly ModelHandle _model;

    private GrammarHandle(ModelHandle model)
        : base(0, ownsHandle: true)
    {
        bool held = false;
        model.DangerousAddRef(ref held);
        _model = model;
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Parses a grammar that <see cref="GrammarLimits"/> allows; deeper ones would end the process.</summary>
    /// <exception cref="ArgumentException">The grammar is outside the limits or ill-formed.</exception>
    public static unsafe GrammarHandle Create(ModelHandle model, string grammar)
    {
        GrammarLimits.Check(grammar);
        _ = NativeLog.TakeProblems();
        var created = new GrammarHandle(model);
        fixed (byte* text = Utf8.Terminated(grammar), root = "root\0"u8)
        {
            created.SetHandle(
                NativeMethods.llama_sampler_init_grammar(NativeMethods.llama_model_get_vocab(model), text, root));
        }

        if (created.IsInvalid)
        {
            model.DangerousRelease();
            throw new ArgumentException(
                NativeLog.WithProblems("The grammar is not a well-formed GBNF grammar with a rule named root."),
                nameof(grammar));
        }

        return created;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_sampler_free(handle);
        _model.DangerousRelease();
        return true;
    }
}
