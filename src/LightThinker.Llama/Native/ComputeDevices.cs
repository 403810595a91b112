using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary>What llama.cpp can compute on. Stateless and thread-safe, after <see cref="NativeLibraries.Load"/>.</summary>
internal static unsafe class ComputeDevices
{
    private static readonly string[] Accelerators = ["cuda", "vulkan"];

    /// <summary>Name and description of each device, for example <c>CPU: AMD EPYC 9354</c>.</summary>
    public static IReadOnlyList<string> List()
    {
        string[] devices = new string[(int)NativeMethods.ggml_backend_dev_count()];
        for (int i = 0; i < devices.Length; i++)
        {
            nint device = NativeMethods.ggml_backend_dev_get((nuint)i);
            string? name = Marshal.PtrToStringUTF8((nint)NativeMethods.ggml_backend_dev_name(device));
            string? description = Marshal.PtrToStringUTF8((nint)NativeMethods.ggml_backend_dev_description(device));
            devices[i] = $"{name}: {description}";
        }

        return devices;
    }

    /// <summary>
    /// Why a backend whose library lies in the folder is not in use; null where all are. llama.cpp skips such a backend
    /// without a word, and would compute on the CPU.
    /// </summary>
    public static string? FindUnusable(string folder, IReadOnlyList<string> devices)
    {
        foreach (string accelerator in Accelerators)
        {
            string? file = Directory.EnumerateFiles(folder, $"*ggml-{accelerator}.*").FirstOrDefault();
            if (file is null || devices.Any(device => device.StartsWith(accelerator, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            try
            {
                NativeLibrary.Free(NativeLibrary.Load(file));
                return $"{Path.GetFileName(file)} is there, but it finds no device on this machine.";
            }
            catch (DllNotFoundException error)
            {
                return $"{Path.GetFileName(file)} is there, but cannot be opened: {error.Message}";
            }
        }

        return null;
    }
}
