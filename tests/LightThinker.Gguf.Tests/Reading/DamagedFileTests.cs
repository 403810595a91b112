using System.Buffers.Binary;
using LightThinker.Gguf.Reading;

namespace LightThinker.Gguf.Tests.Reading;

/// <summary>A damaged file is read or refused with a <see cref="GgufException"/>, in little memory.</summary>
public sealed class DamagedFileTests
{
    // Many times what the sample takes, and little beside the lengths that damage makes up.
    private const long MaxAllocatedBytes = 1 << 20;

    private static readonly byte[] Sample = SampleFile.Create();

    [Fact]
    public void Truncated_AtEveryByte_IsRefusedUpToTheLastNumber()
    {
        GgufTensorInfo last = GgufReaderTests.Open(Sample).FindTensor(SampleFile.LastTensor)!;
        int padding = 32 - ((int)last.ByteCount % 32);
        int dataEnd = Sample.Length - padding;
        Assert.InRange(padding, 1, 31);

        for (int length = 0; length <= Sample.Length; length++)
        {
            bool wasRead = TryReadAll(Sample[..length]);

            Assert.True(wasRead == length >= dataEnd, $"Cut at byte {length} of {Sample.Length}: read = {wasRead}.");
        }
    }

    [Fact]
    public void BitFlipped_Anywhere_IsReadOrRefused()
    {
        int refused = 0;
        for (int bit = 0; bit < Sample.Length * 8; bit++)
        {
            byte[] file = [.. Sample];
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            refused += TryReadAll(file) ? 0 : 1;
        }

        Assert.InRange(refused, 1000, (Sample.Length * 8) - 1000);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(1UL << 40)]
    [InlineData(int.MaxValue)]
    [InlineData(1UL << 31)]
    [InlineData(1UL << 20)]
    [InlineData(1000)]
    public void ExtremeNumber_Anywhere_IsReadOrRefused(ulong number)
    {
        int refused = 0;
        for (int position = 0; position <= Sample.Length - 8; position++)
        {
            byte[] file = [.. Sample];
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(position), number);
            refused += TryReadAll(file) ? 0 : 1;
        }

        Assert.InRange(refused, 100, Sample.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomDamage_SeveralPlaces_IsReadOrRefused(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] file = Sample[..(random.Next(4) == 0 ? random.Next(1, Sample.Length) : Sample.Length)];
            for (int change = random.Next(1, 8); change > 0; change--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            TryReadAll(file);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomBytes_AfterTheVersion_AreReadOrRefused(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] file = new byte[random.Next(8, 4096)];
            random.NextBytes(file);
            Sample.AsSpan(0, 8).CopyTo(file);

            // Small counts, so that what follows them is reached.
            foreach (int position in new[] { 8, 16, 24 }.Where(position => position + 8 <= file.Length))
            {
                BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(position), random.Next(4));
            }

            TryReadAll(file);
        }
    }

    [Fact]
    public void PieceCopied_Elsewhere_IsReadOrRefused()
    {
        var random = new Random(4);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] file = [.. Sample];
            int length = random.Next(1, 64);
            Span<byte> target = file.AsSpan(random.Next(Sample.Length - length));
            Sample.AsSpan(random.Next(Sample.Length - length), length).CopyTo(target);

            TryReadAll(file);
        }
    }

    // Any other exception than the one expected ends the test.
    private static bool TryReadAll(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool wasRead = true;
        try
        {
            GgufReader reader = GgufReaderTests.Open(file);
            foreach (GgufTensorInfo tensor in reader.Tensors)
            {
                reader.ReadTensor(tensor.Name);
            }
        }
        catch (GgufException exception)
        {
            Assert.Contains("byte ", exception.Message, StringComparison.Ordinal);
            wasRead = false;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
        return wasRead;
    }
}
