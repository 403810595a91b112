using System.Runtime.InteropServices;
using System.Text;
using LightThinker.Engine.Decoding;
using LightThinker.Llama.Native;

namespace LightThinker.Llama.Loading;

/// <summary>Reads what a model file says about itself. Stateless and thread-safe.</summary>
internal static unsafe class ModelMetadata
{
    public static ModelDescription Describe(ModelHandle model, string path)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        int count = NativeMethods.llama_model_meta_count(model);
        for (int i = 0; i < count; i++)
        {
            metadata[Read(model, i, value: false)] = Read(model, i, value: true);
        }

        return new ModelDescription(
            metadata.GetValueOrDefault("general.name") is { Length: > 0 } name ? name : Path.GetFileNameWithoutExtension(path),
            metadata.GetValueOrDefault("general.architecture", "unknown"),
            NativeMethods.llama_model_n_ctx_train(model),
            checked((long)NativeMethods.llama_model_n_params(model)),
            checked((long)NativeMethods.llama_model_size(model)),
            Marshal.PtrToStringUTF8((nint)NativeMethods.llama_model_chat_template(model, null)),
            metadata);
    }

    private static string Read(ModelHandle model, int index, bool value)
    {
        int length = Fill(model, index, value, null, 0);
        byte[] buffer = new byte[length + 1];
        fixed (byte* start = buffer)
        {
            length = Fill(model, index, value, start, (nuint)buffer.Length);
        }

        return Encoding.UTF8.GetString(buffer, 0, Math.Min(length, buffer.Length - 1));
    }

    private static int Fill(ModelHandle model, int index, bool value, byte* buffer, nuint size)
    {
        int length = value
            ? NativeMethods.llama_model_meta_val_str_by_index(model, index, buffer, size)
            : NativeMethods.llama_model_meta_key_by_index(model, index, buffer, size);
        return length >= 0
            ? length
            : throw new DecoderException($"llama.cpp counts more metadata keys than it knows: no key number {index}.");
    }
}
