using System.Runtime.InteropServices;
using LightThinker.Llama.Decoding;
using LightThinker.Llama.Grammars;
using LightThinker.Llama.Loading;

namespace LightThinker.Llama.Native;

/// <summary>
/// The functions of llama.cpp v0.5.0 that are called here, one to one. Thread-safe only as far as each says. Names that
/// are resolved: <c>llama</c>, <c>ggml</c>, <c>ggml-base</c> (see <see cref="NativeLibraries"/>). Many of them abort the
/// process when misused, so nothing but the wrapper named at each group may call it.
/// </summary>
internal static unsafe partial class NativeMethods
{
    private const string Llama = "llama";
    private const string Ggml = "ggml";
    private const string GgmlBase = "ggml-base";

    // Process: NativeLibraries and NativeLog.

    /// <summary>Sets up time and tables. Call once, after the backends are loaded.</summary>
    [LibraryImport(Llama)]
    internal static partial void llama_backend_init();

    /// <summary>Sends all log lines of llama.cpp and ggml to the callback, from any thread.</summary>
    [LibraryImport(Llama)]
    internal static partial void llama_log_set(delegate* unmanaged<int, byte*, void*, void> callback, void* state);

    /// <returns>Whether a loaded backend can hold layers outside main memory.</returns>
    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_supports_gpu_offload();

    /// <returns>Number of devices of all loaded backends.</returns>
    [LibraryImport(Ggml)]
    internal static partial nuint ggml_backend_dev_count();

    /// <param name="index">Below the count; anything else aborts the process.</param>
    [LibraryImport(Ggml)]
    internal static partial nint ggml_backend_dev_get(nuint index);

    /// <param name="type">0 is the CPU.</param>
    /// <returns>The first device of the type; 0 where there is none.</returns>
    [LibraryImport(Ggml)]
    internal static partial nint ggml_backend_dev_by_type(int type);

    /// <returns>UTF-8 text that the backend owns; never null.</returns>
    [LibraryImport(GgmlBase)]
    internal static partial byte* ggml_backend_dev_name(nint device);

    /// <returns>UTF-8 text that the backend owns; never null.</returns>
    [LibraryImport(GgmlBase)]
    internal static partial byte* ggml_backend_dev_description(nint device);

    /// <returns>The backend a device belongs to; never null.</returns>
    [LibraryImport(GgmlBase)]
    internal static partial nint ggml_backend_dev_backend_reg(nint device);

    /// <returns>A function that only this backend has; null where it has none of that name.</returns>
    [LibraryImport(GgmlBase)]
    internal static partial void* ggml_backend_reg_get_proc_address(nint backend, byte* name);

    /// <summary>Fills in the defaults for a pool of that many threads.</summary>
    [LibraryImport(GgmlBase)]
    internal static partial void ggml_threadpool_params_init(NativeThreadPoolParams* parameters, int threads);

    // Model: LlamaModel and ModelHandle. A loaded model is read-only; its functions are thread-safe.

    [LibraryImport(Llama)]
    internal static partial NativeModelParams llama_model_default_params();

    /// <returns>The model; 0 on any failure, with the reason in the log. Needs at least one loaded backend.</returns>
    [LibraryImport(Llama)]
    internal static partial nint llama_model_load_from_file(byte* path, NativeModelParams parameters);

    [LibraryImport(Llama)]
    internal static partial void llama_model_free(nint model);

    /// <returns>The model's vocabulary, which lives as long as the model; never null.</returns>
    [LibraryImport(Llama)]
    internal static partial nint llama_model_get_vocab(ModelHandle model);

    [LibraryImport(Llama)]
    internal static partial int llama_model_n_ctx_train(ModelHandle model);

    /// <returns>Numbers in a row's embedding.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_model_n_embd_out(ModelHandle model);

    [LibraryImport(Llama)]
    internal static partial ulong llama_model_n_params(ModelHandle model);

    [LibraryImport(Llama)]
    internal static partial ulong llama_model_size(ModelHandle model);

    /// <returns>UTF-8 text that the model owns; null where the file has no template.</returns>
    [LibraryImport(Llama)]
    internal static partial byte* llama_model_chat_template(ModelHandle model, byte* name);

    [LibraryImport(Llama)]
    internal static partial int llama_model_meta_count(ModelHandle model);

    /// <returns>Length of the whole key in bytes, whatever fitted; −1 for a wrong index.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_model_meta_key_by_index(ModelHandle model, int index, byte* buffer, nuint size);

    /// <returns>Length of the whole value in bytes, whatever fitted; −1 for a wrong index.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_model_meta_val_str_by_index(ModelHandle model, int index, byte* buffer, nuint size);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_model_has_encoder(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_model_has_decoder(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_model_is_diffusion(ModelHandle model);

    // Vocabulary: Vocabulary and TokenTable. Thread-safe. All but the type abort the process where the type is 0.

    /// <returns>0 where the model has no vocabulary; 2 for byte-pair encoding.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_vocab_type(nint vocabulary);

    [LibraryImport(Llama)]
    internal static partial int llama_vocab_n_tokens(nint vocabulary);

    /// <returns>Bit 3 (8) is set for a control token, bit 4 (16) for a user-defined one.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_vocab_get_attr(nint vocabulary, int token);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_vocab_is_eog(nint vocabulary, int token);

    /// <returns>−1 where the model has no such token.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_vocab_bos(nint vocabulary);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_vocab_get_add_bos(nint vocabulary);

    /// <returns>−1 where the model has no such token.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_vocab_eos(nint vocabulary);

    /// <returns>Whether texts to embed end with that token.</returns>
    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_vocab_get_add_eos(nint vocabulary);

    /// <returns>Bytes written; negative is minus the bytes needed. No terminating zero is written.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_token_to_piece(
        nint vocabulary, int token, byte* buffer, int size, int stripSpaces, [MarshalAs(UnmanagedType.U1)] bool special);

    /// <returns>
    /// Tokens written; negative is minus the tokens needed; the smallest integer where they are too many to count.
    /// </returns>
    [LibraryImport(Llama)]
    internal static partial int llama_tokenize(
        nint vocabulary,
        byte* text,
        int length,
        int* tokens,
        int capacity,
        [MarshalAs(UnmanagedType.U1)] bool addSpecial,
        [MarshalAs(UnmanagedType.U1)] bool parseSpecial);

    // Context: LlamaContext, ContextHandle and ThreadPoolHandle. One thread at a time.

    [LibraryImport(Llama)]
    internal static partial NativeContextParams llama_context_default_params();

    /// <returns>The context; 0 on any failure, with the reason in the log.</returns>
    [LibraryImport(Llama)]
    internal static partial nint llama_init_from_model(ModelHandle model, NativeContextParams parameters);

    [LibraryImport(Llama)]
    internal static partial void llama_free(nint context);

    [LibraryImport(Llama)]
    internal static partial void llama_attach_threadpool(
        ContextHandle context, ThreadPoolHandle generation, ThreadPoolHandle batch);

    [LibraryImport(Llama)]
    internal static partial uint llama_n_ctx(ContextHandle context);

    [LibraryImport(Llama)]
    internal static partial uint llama_n_batch(ContextHandle context);

    /// <returns>The context's KV cache, which lives as long as the context; 0 where the model has none.</returns>
    [LibraryImport(Llama)]
    internal static partial nint llama_get_memory(ContextHandle context);

    /// <returns>
    /// 0: done. 1: no room in the KV cache, nothing added. 2: aborted, rows of finished parts stay. −1: the batch breaks a
    /// rule, nothing added. Below −1: failed, rows of finished parts stay. More rows than the batch size aborts the process.
    /// </returns>
    [LibraryImport(Llama)]
    internal static partial int llama_decode(ContextHandle context, NativeBatch batch);

    /// <returns>One float per vocabulary entry; null for a row without logits.</returns>
    [LibraryImport(Llama)]
    internal static partial float* llama_get_logits_ith(ContextHandle context, int row);

    /// <returns>As many floats as <c>llama_model_n_embd_out</c> says; null for a context or row without embeddings.</returns>
    [LibraryImport(Llama)]
    internal static partial float* llama_get_embeddings_ith(ContextHandle context, int row);

    /// <param name="memory">The context's KV cache.</param>
    /// <param name="sequence">0 … 255; −1 means every sequence; anything else aborts the process.</param>
    /// <param name="start">First position; negative means 0.</param>
    /// <param name="end">First position that stays; negative means no end.</param>
    /// <returns>False where a part of a sequence cannot be removed; a whole sequence always can.</returns>
    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool llama_memory_seq_rm(nint memory, int sequence, int start, int end);

    /// <summary>
    /// Lets the target share cells of the source. Aborts the process for ids outside 0 … 255 and, without unified KV, for a
    /// part of a sequence.
    /// </summary>
    [LibraryImport(Llama)]
    internal static partial void llama_memory_seq_cp(nint memory, int source, int target, int start, int end);

    /// <returns>The sequence's last position; −1 where it is empty.</returns>
    [LibraryImport(Llama)]
    internal static partial int llama_memory_seq_pos_max(nint memory, int sequence);

    // Grammar: LlamaGrammar and GrammarHandle. One thread at a time.

    /// <returns>
    /// The grammar; 0 where it is ill-formed. Empty text gives one that allows everything; deep nesting overflows the stack.
    /// </returns>
    [LibraryImport(Llama)]
    internal static partial nint llama_sampler_init_grammar(nint vocabulary, byte* grammar, byte* root);

    [LibraryImport(Llama)]
    internal static partial void llama_sampler_free(nint sampler);

    /// <summary>Sets the logits of forbidden candidates to negative infinity.</summary>
    [LibraryImport(Llama)]
    internal static partial void llama_sampler_apply(GrammarHandle sampler, NativeTokenDataArray* candidates);

    /// <summary>Moves on past a token. Aborts the process where the grammar forbids it.</summary>
    [LibraryImport(Llama)]
    internal static partial void llama_sampler_accept(GrammarHandle sampler, int token);
}
