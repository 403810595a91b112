using System.Globalization;
using System.Text.RegularExpressions;

namespace LightThinker.Llama.Loading;

/// <summary>What can be said of a model file before llama.cpp opens it. Stateless and thread-safe.</summary>
internal static partial class ModelFile
{
    /// <summary>Finds the mistakes for which llama.cpp has no clear words.</summary>
    /// <exception cref="ModelLoadException">The file is missing, is not a GGUF, or is not the first of its parts.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ModelLoadException($"The model path {path} is a folder; give the GGUF file in it.");
        }

        if (!File.Exists(path))
        {
            throw new ModelLoadException($"The model file {path} does not exist (looked for at {Path.GetFullPath(path)}).");
        }

        CheckMagic(path);
        Match part = PartName().Match(Path.GetFileName(path));
        if (part.Success && int.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) != 1)
        {
            throw new ModelLoadException(
                $"The model file {path} is part {part.Groups[1].Value} of {part.Groups[2].Value}; give the first part.");
        }
    }

    private static void CheckMagic(string path)
    {
        Span<byte> magic = stackalloc byte[4];
        int read;
        try
        {
            using FileStream file = File.OpenRead(path);
            read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"The model file {path} cannot be read: {error.Message}", error);
        }

        if (read == 0)
        {
            throw new ModelLoadException($"The model file {path} is empty.");
        }

        if (!magic[..read].SequenceEqual("GGUF"u8))
        {
            throw new ModelLoadException(
                $"The model file {path} is not a GGUF file: it does not start with the letters GGUF.");
        }
    }

    [GeneratedRegex(@"-(\d{5})-of-(\d{5})\.gguf$")]
    private static partial Regex PartName();
}
