using ScottPlot;

namespace LightThinker.Training.Runs;

/// <summary>Draws a run's loss as a PNG from its CSV. Thread-safe for different runs.</summary>
internal static class LossPlot
{
    public static void Draw(RunFolder folder)
    {
        var tokens = new List<double>();
        var losses = new List<double>();
        foreach (string line in File.ReadLines(folder.Metrics).Skip(1))
        {
            string[] fields = line.Split(',');
            tokens.Add(Number(fields[1]) / 1e6);
            losses.Add(Math.Log10(Math.Max(1e-5, Number(fields[3]))));
        }

        using var plot = new Plot();
        plot.Add.ScatterLine(tokens.ToArray(), losses.ToArray());
        plot.XLabel("million tokens");
        plot.YLabel("log10 of the loss per token");
        plot.SavePng(folder.Plot, 900, 500);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
