using LightThinker.Training.Ablations;
using LightThinker.Training.Runs;
using LightThinker.Training.Sequences;

namespace LightThinker.Training.Tests.Ablations;

public sealed class AblationVariantTests
{
    private static readonly TrainSettings Common = new() { Seed = 5, TokenInterval = 30, Tokens = 1000 };

    [Fact]
    public void Variants_Settings_DifferInTheMethodOnly() => Assert.All(
        AblationVariant.All(Common),
        variant => Assert.Equal(
            Common, variant.Settings with { Method = Common.Method, CacheTokens = Common.CacheTokens }));

    [Fact]
    public void Variants_InOrder_AreThoseOfTheMethodsPage() => Assert.Equal(
        [("thought-1", "thought", 1), ("thought-2", "thought", 2), ("thought-4", "thought", 4), ("token", "token", 2), ("anchor", "anchor", 0), ("control", "control", 2)],
        AblationVariant.All(Common).Select(variant => (variant.Name, variant.Format.Name, variant.CacheTokens)));

    [Fact]
    public void Control_Model_IsTheUsualOne()
    {
        var variants = AblationVariant.All(Common);
        var control = variants.Single(variant => !variant.IsTrained);

        Assert.IsType<ControlFormat>(control.Format);
        Assert.Equal(variants.Single(variant => variant.Name == control.Folder).Settings, control.Settings);
        Assert.Equal("thought-2", control.Folder);
    }

    [Fact]
    public void Variants_OfABadInterval_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => AblationVariant.All(Common with { TokenInterval = 0 }));

        Assert.Contains("--token-interval", error.Message, StringComparison.Ordinal);
    }
}
