using System.Diagnostics;
using LightThinker.Training.Data;
using LightThinker.Training.Decoders;
using LightThinker.Training.Optimization;
using LightThinker.Training.Sequences;
using LightThinker.Training.Tokenization;
using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Runs;

/// <summary>Trains one model to the end of its run. Not thread-safe; owns its workers' threads.</summary>
internal sealed class Trainer : IDisposable
{
    private const double ClipNorm = 1.0;
    private const double RateFloor = 0.02;
    private const int UpdatesPerCheckpoint = 200;
    private const int UpdatesPerLine = 20;

    private static readonly bool[] Formats = [false, true];

    private readonly RunDescription _run;
    private readonly RunFolder _folder;
    private readonly MetricsLog _metrics;
    private readonly DecoderWeights _weights;
    private readonly RotaryTable _rotary;
    private readonly AdamW _optimizer;
    private readonly Muon? _muon;
    private readonly Tensor _gradient;
    private readonly GradientWorker[] _workers;
    private readonly PackSource _packs;
    private readonly Exam _exam;
    private readonly LearningRate _rate;
    private readonly Curriculum _curriculum;

    private Trainer(RunDescription run, RunFolder folder, DecoderWeights weights)
    {
        _run = run;
        _folder = folder;
        _metrics = new MetricsLog(folder);
        var format = ReasoningFormats.Find(run.Settings.Method, run.Settings.TokenInterval);
        var builder = new SequenceBuilder(new TextTokenizer(run.Vocabulary), run.Settings.CacheTokens, format);
        _curriculum = new Curriculum(run.Settings.MostSteps, run.Settings.Family);
        IExampleSource examples = run.Settings.Data is { } file ? ExampleList.Read(file) : new GeneratedExamples(_curriculum);
        _packs = new PackSource(run.Settings, run.Seed, builder, examples);
        _exam = new Exam(builder, seed: 7);
        _rate = new LearningRate(run.Settings.LearningRate, run.Settings.WarmUp, RateFloor);
        _weights = weights;
        _rotary = new RotaryTable(run.Shape);
        bool hasMuon = run.Settings.Optimizer == TrainSettings.Muon;
        _optimizer = new AdamW(_weights, run.Settings.WeightDecay, leavesMatrices: hasMuon);
        _muon = hasMuon ? new Muon(_weights, _optimizer.FirstMoment, run.Settings.WeightDecay) : null;
        _gradient = zeros_like(_weights.Flat).DetachFromDisposeScope();
        _workers =
        [
            .. Enumerable.Range(0, run.Settings.Workers)
                .Select(i => new GradientWorker(new Decoder(_weights, _rotary, ScalarType.BFloat16), $"trainer {i}")),
        ];
    }

    public RunState State { get; private set; } = new();

    /// <summary>Starts a run anew.</summary>
    /// <param name="run">What to train.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="weights">To start from, and to own; null draws them.</param>
    public static Trainer Start(RunDescription run, RunFolder folder, DecoderWeights? weights = null)
    {
        folder.Save(run);
        var trainer = new Trainer(run, folder, weights ?? DecoderWeights.FromScratch(run.Shape, run.Seed));
        trainer._metrics.Start();
        return trainer;
    }

    /// <summary>Goes on where a run's last checkpoint is.</summary>
    /// <exception cref="InvalidDataException">The checkpoint does not fit.</exception>
    public static Trainer Resume(RunFolder folder)
    {
        var run = folder.Load();
        var trainer = new Trainer(run, folder, new DecoderWeights(run.Shape));
        trainer.State = Checkpoint.Load(folder.Checkpoint, trainer._weights, trainer._optimizer);
        return trainer;
    }

    /// <summary>Trains until the run's end, a plateau or a cancellation; a checkpoint is there in each case.</summary>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="endsOnPlateau">Whether a loss that stays high ends the run.</param>
    /// <param name="cancellation">Ends the run after the present update.</param>
    /// <exception cref="TrainingFailedException">The loss is not a number; the last good checkpoint is kept.</exception>
    /// <exception cref="IOException">The disk is full; the last good checkpoint is kept.</exception>
    public TrainOutcome Run(IProgressSink progress, bool endsOnPlateau, CancellationToken cancellation)
    {
        set_num_threads(1);
        var settings = _run.Settings;
        double before = State.Seconds;
        var clock = Stopwatch.StartNew();
        bool wasChecked = !endsOnPlateau || State.Progress(settings) >= settings.PlateauAt;
        int exams = (int)(State.Progress(settings) * settings.Exams);
        while (State.Progress(settings) < 1)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save();
                return TrainOutcome.Cancelled;
            }

            Update(progress, clock, before);
            double done = State.Progress(settings);
            if (!wasChecked && done >= settings.PlateauAt)
            {
                wasChecked = true;
                if (State.Loss > settings.PlateauLoss)
                {
                    return TrainOutcome.Plateau;
                }
            }

            if ((int)(done * settings.Exams) > exams)
            {
                exams = (int)(done * settings.Exams);
                Save();
                Examine(progress);
            }
            else if (State.Updates % UpdatesPerCheckpoint == 0)
            {
                Save();
            }
        }

        Save();
        return TrainOutcome.Finished;
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }

        _gradient.Dispose();
        _optimizer.Dispose();
        _rotary.Dispose();
        _weights.Dispose();
    }

    private void Update(IProgressSink progress, Stopwatch clock, double before)
    {
        double start = State.Progress(_run.Settings);
        double started = clock.Elapsed.TotalSeconds;
        var packs = _packs.Next(State.Updates, State.Level);
        double scale = 1.0 / packs.Sum(pack => pack.Targets.Length);
        for (int i = 0; i < packs.Length; i++)
        {
            _workers[i].Begin([packs[i]], scale);
        }

        foreach (var worker in _workers)
        {
            worker.End();
        }

        double loss = _workers.Sum(worker => worker.Loss);
        double norm = SumGradients();
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw new TrainingFailedException(
                $"The loss is {loss} and the gradient's norm {norm} after {State.Updates} updates. Try a lower learning rate " +
                "or another seed; the last good checkpoint is kept.");
        }

        double rate = _rate.At(State.Updates + 1, start);
        _optimizer.Step(_gradient, rate, State.Updates + 1);
        _muon?.Step(_gradient, rate);
        int tokens = packs.Sum(pack => pack.Tokens.Length);
        State = _curriculum.Advance(State with
        {
            Updates = State.Updates + 1,
            Tokens = State.Tokens + tokens,
            Seconds = before + clock.Elapsed.TotalSeconds,
            Loss = double.IsNaN(State.Loss) ? loss : (0.98 * State.Loss) + (0.02 * loss),
        });
        double speed = tokens / (clock.Elapsed.TotalSeconds - started);
        progress.Update(State, speed, State.Progress(_run.Settings));
        if (State.Updates % UpdatesPerLine == 0)
        {
            _metrics.Update(State, norm, rate, speed);
        }
    }

    /// <returns>The norm before clipping.</returns>
    private double SumGradients()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        for (int i = 0; i < _weights.Parameters.All.Count; i++)
        {
            var info = _weights.Parameters.All[i];
            var target = _gradient.narrow(0, info.Offset, info.Count).view(info.Shape);
            target.zero_();
            foreach (var worker in _workers)
            {
                if (worker.Parameters[i].grad is { } gradient)
                {
                    target.add_(gradient, Scalars.One);
                }
            }
        }

        double norm = _gradient.norm().item<float>();
        if (norm > ClipNorm)
        {
            using Scalar shrink = ClipNorm / norm;
            _gradient.mul_(shrink);
        }

        return norm;
    }

    private void Save() => Checkpoint.Save(_folder.Checkpoint, State, _weights, _optimizer);

    private void Examine(IProgressSink progress)
    {
        var rows = Exam.Rows.SelectMany(row => Formats.Select(isCompressed => (row.Family, row.Steps, isCompressed)));
        var results = rows.Where(row => row.Steps <= _run.Settings.MostSteps).ToArray()
            .AsParallel().AsOrdered().WithDegreeOfParallelism(_workers.Length)
            .Select(row =>
            {
                set_num_threads(1);
                using var decoder = new Decoder(_weights, _rotary, ScalarType.BFloat16);
                return _exam.Take(decoder, _run.Settings.ExamProblems, row.isCompressed, row.Family, row.Steps);
            });
        foreach (var row in results.ToList())
        {
            _metrics.Exam(State, row);
            progress.Examined(row);
        }

        LossPlot.Draw(_folder);
    }
}
