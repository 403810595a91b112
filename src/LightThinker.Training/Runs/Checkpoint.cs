using System.Runtime.InteropServices;
using System.Text;
using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using static TorchSharp.torch;

namespace LightThinker.Training.Runs;

/// <summary>
/// A run's state on disk: a header, then weights and both moments as 32-bit floats. A new one replaces the old only once it is
/// whole, so whatever happens, the last good one is there. Thread-safe for different files.
/// </summary>
internal static class Checkpoint
{
    private const ulong Magic = 0x3154_504B_4354_4C; // "LTCKPT1"

    /// <exception cref="IOException">It cannot be written, for example because the disk is full; the old one is unharmed.</exception>
    public static void Save(string path, RunState state, DecoderWeights weights, AdamW optimizer) =>
        WholeFile.Write(path, file =>
        {
            using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
            writer.Write(Magic);
            writer.Write(state.Updates);
            writer.Write(state.Tokens);
            writer.Write(state.Seconds);
            writer.Write(state.Loss);
            writer.Write(state.Level);
            writer.Write(state.LevelSince);
            writer.Write(weights.Parameters.Count);
            foreach (var tensor in (ReadOnlySpan<Tensor>)[weights.Flat, optimizer.FirstMoment, optimizer.SecondMoment])
            {
                writer.Write(MemoryMarshal.AsBytes(tensor.data<float>().ToArray().AsSpan()));
            }
        });

    /// <param name="path">The file.</param>
    /// <param name="weights">Filled.</param>
    /// <param name="optimizer">Filled; null where only the weights are wanted.</param>
    /// <exception cref="InvalidDataException">It is no checkpoint, or one of a model of another size.</exception>
    public static RunState Load(string path, DecoderWeights weights, AdamW? optimizer)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (reader.ReadUInt64() != Magic)
            {
                throw new InvalidDataException($"{path} is not a checkpoint.");
            }

            var state = new RunState
            {
                Updates = reader.ReadInt64(),
                Tokens = reader.ReadInt64(),
                Seconds = reader.ReadDouble(),
                Loss = reader.ReadDouble(),
                Level = reader.ReadInt32(),
                LevelSince = reader.ReadInt64(),
            };
            long count = reader.ReadInt64();
            if (count != weights.Parameters.Count)
            {
                throw new InvalidDataException(
                    $"{path} has {count} parameters; the model that run.json describes has {weights.Parameters.Count}.");
            }

            Fill(reader, weights.Flat);
            if (optimizer is not null)
            {
                Fill(reader, optimizer.FirstMoment);
                Fill(reader, optimizer.SecondMoment);
            }

            return state;
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{path} ends too early: it is not a whole checkpoint.", error);
        }
    }

    private static void Fill(BinaryReader reader, Tensor target)
    {
        float[] values = new float[target.numel()];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        reader.BaseStream.ReadExactly(bytes);
        using var source = tensor(values);
        using var noGradient = no_grad();
        target.copy_(source);
    }
}
