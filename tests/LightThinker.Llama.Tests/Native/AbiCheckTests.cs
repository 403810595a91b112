using LightThinker.Llama.Native;

namespace LightThinker.Llama.Tests.Native;

public sealed class AbiCheckTests
{
    // The fixture has loaded the libraries before any test runs.
    private readonly NativeModelParams _model = NativeMethods.llama_model_default_params();
    private readonly NativeContextParams _context = NativeMethods.llama_context_default_params();

    [Fact]
    public void FindMismatch_LibrariesOfTheBuild_FindsNone() => Assert.Null(AbiCheck.FindMismatch(_model, _context));

    [Fact]
    public void FindMismatch_ContextFieldsShifted_NamesTheFirstOfThem()
    {
        NativeContextParams shifted = _context with
        {
            MaxSequences = _context.RecurrentSnapshots,
            RecurrentSnapshots = _context.MaxSequences,
        };

        Assert.Equal(
            "llama_context_params.n_seq_max reads 0 where v0.5.0 has 1", AbiCheck.FindMismatch(_model, shifted));
    }

    [Fact]
    public void FindMismatch_ModelFlagShifted_NamesIt()
    {
        NativeModelParams shifted = _model with { CheckTensors = 1, UseExtraBuffers = 0 };

        Assert.Equal(
            "llama_model_params.check_tensors reads 1 where v0.5.0 has 0", AbiCheck.FindMismatch(shifted, _context));
    }
}
