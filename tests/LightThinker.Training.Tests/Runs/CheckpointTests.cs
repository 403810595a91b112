using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Runs;
using LightThinker.Training.Tests.TestKit;

namespace LightThinker.Training.Tests.Runs;

public sealed class CheckpointTests
{
    private static readonly RunState State = new() { Updates = 3, Tokens = 1000, Seconds = 1.5, Loss = 0.25, Level = 7, LevelSince = 2 };

    [Fact]
    public void Checkpoint_SavedAndLoaded_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        using var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 4);
        using var optimizer = new AdamW(weights, 0.1);
        optimizer.FirstMoment.fill_(0.5);
        optimizer.SecondMoment.fill_(0.25);
        Checkpoint.Save(folder.File("c.bin"), State, weights, optimizer);

        using var loaded = new DecoderWeights(weights.Shape);
        using var loadedOptimizer = new AdamW(loaded, 0.1);
        Assert.Equal(State, Checkpoint.Load(folder.File("c.bin"), loaded, loadedOptimizer));
        Assert.Equal(weights.Flat.data<float>().ToArray(), loaded.Flat.data<float>().ToArray());
        Assert.All(loadedOptimizer.FirstMoment.data<float>().ToArray(), value => Assert.Equal(0.5f, value));
        Assert.All(loadedOptimizer.SecondMoment.data<float>().ToArray(), value => Assert.Equal(0.25f, value));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    [InlineData(5000)]
    public void Checkpoint_CutShort_IsRefused(int length)
    {
        using var folder = new TemporaryFolder();
        using var weights = Saved(folder);
        File.WriteAllBytes(folder.File("c.bin"), File.ReadAllBytes(folder.File("c.bin"))[..length]);

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.File("c.bin"), weights, null));

        Assert.Contains("ends too early", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_OfAModelOfAnotherSize_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var weights = Saved(folder);
        using var larger = new DecoderWeights(weights.Shape with { Layers = 3 });

        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.File("c.bin"), larger, null));

        Assert.Contains("parameters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_ThatIsAnotherFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var weights = Saved(folder);
        File.WriteAllText(folder.File("c.bin"), "something else altogether");

        Assert.Throws<InvalidDataException>(() => Checkpoint.Load(folder.File("c.bin"), weights, null));
    }

    [Fact]
    public void Checkpoint_ThatCannotBeWritten_LeavesTheOldOne()
    {
        using var folder = new TemporaryFolder();
        using var weights = Saved(folder);
        using var optimizer = new AdamW(weights, 0.1);
        byte[] old = File.ReadAllBytes(folder.File("c.bin"));
        Directory.CreateDirectory(folder.File("c.bin.new"));

        Assert.ThrowsAny<Exception>(() => Checkpoint.Save(folder.File("c.bin"), State, weights, optimizer));

        Assert.Equal(old, File.ReadAllBytes(folder.File("c.bin")));
    }

    private static DecoderWeights Saved(TemporaryFolder folder)
    {
        var weights = DecoderWeights.FromScratch(SmallModel.Describe().Shape, seed: 4);
        using var optimizer = new AdamW(weights, 0.1);
        Checkpoint.Save(folder.File("c.bin"), State, weights, optimizer);
        return weights;
    }
}
