using LightThinker.Training.Decoders;
using static TorchSharp.torch;

namespace LightThinker.Training.HuggingFace;

/// <summary>Loads the weights of a model folder. Stateless and thread-safe.</summary>
internal static class HuggingFaceWeights
{
    /// <param name="folder">Holds one or more <c>*.safetensors</c>.</param>
    /// <param name="shape">The model's sizes, with the tokens added.</param>
    /// <param name="rows">Rows that the files' embedding has; more than tokens where it is padded.</param>
    /// <exception cref="FileNotFoundException">There are no weights.</exception>
    /// <exception cref="InvalidDataException">A tensor is missing or of another shape.</exception>
    public static DecoderWeights Load(string folder, DecoderShape shape, int rows)
    {
        string[] paths = [.. Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal)];
        SafeTensorsFile[] files = [.. paths.Select(SafeTensorsFile.Open)];
        if (files.Length == 0)
        {
            throw new FileNotFoundException($"{folder} holds no *.safetensors.");
        }

        var byName = files
            .SelectMany(file => file.Names.Select(name => (name, file)))
            .ToDictionary(pair => pair.name, pair => pair.file);
        var weights = new DecoderWeights(shape);
        try
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            foreach (var parameter in weights.Parameters.All)
            {
                Fill(weights.View(parameter), parameter, shape, rows, Read);
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }

        Tensor Read(string name, long[] expected) => byName.TryGetValue(name, out var file)
            ? tensor(file.Read(name, expected)).view(expected)
            : throw new InvalidDataException($"{folder}: no file has the tensor {name}.");
    }

    private static void Fill(
        Tensor target, ParameterInfo parameter, DecoderShape shape, int rows, Func<string, long[], Tensor> read)
    {
        var sources = HuggingFaceNames.Of(parameter.Name, shape).ToList();
        if (parameter.Name is "token_embd.weight" or "output.weight")
        {
            var matrix = read(sources[0].Name, [rows, shape.Width]);
            int known = Math.Min(rows, shape.Vocabulary);
            target.narrow(0, 0, known).copy_(matrix.narrow(0, 0, known));
            // New tokens start where the average token is.
            if (known < shape.Vocabulary)
            {
                target.narrow(0, known, shape.Vocabulary - known).copy_(matrix.mean([0], keepdim: true));
            }

            return;
        }

        target.copy_(cat([.. sources.Select(source => read(source.Name, source.Shape))], 0));
    }
}
