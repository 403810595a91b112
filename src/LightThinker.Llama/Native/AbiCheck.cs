namespace LightThinker.Llama.Native;

/// <summary>
/// Compares the default parameters that a library returns with those of llama.cpp v0.5.0: where a field has moved, some
/// value is read at the wrong place. Stateless and thread-safe.
/// </summary>
internal static class AbiCheck
{
    private const string Model = "llama_model_params.";
    private const string Context = "llama_context_params.";

    /// <returns>The first difference, for an error message; null where there is none.</returns>
    public static string? FindMismatch(in NativeModelParams model, in NativeContextParams context)
    {
        ReadOnlySpan<(string Field, double Expected, double Actual)> fields =
        [
            (Model + "devices", 0, model.Devices),
            (Model + "n_gpu_layers", -1, model.GpuLayers),
            (Model + "split_mode", 1, model.SplitMode),
            (Model + "load_mode", -1, model.LoadMode),
            (Model + "lazy_mode", 1, model.LazyMode),
            (Model + "main_gpu", 0, model.MainGpu),
            (Model + "kv_overrides", 0, model.Overrides),
            (Model + "vocab_only", 0, model.VocabularyOnly),
            (Model + "check_tensors", 0, model.CheckTensors),
            (Model + "use_extra_bufts", 1, model.UseExtraBuffers),
            (Model + "no_host", 0, model.NoHost),
            (Model + "no_alloc", 0, model.NoAllocation),
            (Model + "load_mtp", 0, model.LoadMtp),
            (Context + "n_ctx", 512, context.ContextSize),
            (Context + "n_batch", 2048, context.BatchSize),
            (Context + "n_ubatch", 512, context.MicroBatchSize),
            (Context + "n_seq_max", 1, context.MaxSequences),
            (Context + "n_rs_seq", 0, context.RecurrentSnapshots),
            (Context + "n_outputs_max", 0, context.MaxOutputs),
            (Context + "n_outputs_max_per_seq", 1, context.MaxOutputsPerSequence),
            (Context + "n_threads", 4, context.Threads),
            (Context + "n_threads_batch", 4, context.BatchThreads),
            (Context + "ctx_type", 0, context.ContextType),
            (Context + "rope_scaling_type", -1, context.RopeScaling),
            (Context + "pooling_type", -1, context.Pooling),
            (Context + "attention_type", -1, context.Attention),
            (Context + "flash_attn_type", -1, context.FlashAttention),
            (Context + "rope_freq_base", 0, context.RopeFrequencyBase),
            (Context + "yarn_ext_factor", -1, context.YarnExtrapolation),
            (Context + "yarn_orig_ctx", 0, context.YarnOriginalContext),
            (Context + "defrag_thold", -1, context.DefragmentationThreshold),
            (Context + "cb_eval", 0, context.EvaluationCallback),
            (Context + "type_k", 1, context.KeyType),
            (Context + "type_v", 1, context.ValueType),
            (Context + "abort_callback", 0, context.AbortCallback),
            (Context + "embeddings", 0, context.Embeddings),
            (Context + "offload_kqv", 1, context.OffloadKv),
            (Context + "no_perf", 1, context.NoPerformanceCounters),
            (Context + "op_offload", 1, context.OffloadOperations),
            (Context + "swa_full", 1, context.FullSlidingWindow),
            (Context + "kv_unified", 0, context.UnifiedKv),
            (Context + "samplers", 0, context.Samplers),
            (Context + "n_samplers", 0, context.SamplerCount),
            (Context + "ctx_other", 0, context.OtherContext),
        ];

        foreach ((string field, double expected, double actual) in fields)
        {
            if (expected != actual)
            {
                return FormattableString.Invariant($"{field} reads {actual} where v0.5.0 has {expected}");
            }
        }

        return null;
    }
}
