using LightThinker.Training.Decoders;
using LightThinker.Training.Sequences;
using TorchSharp;
using static TorchSharp.torch;

namespace LightThinker.Training.Optimization;

/// <summary>
/// A thread that computes gradients of packs with a decoder of its own. Its public members are for one other thread. Torch
/// itself runs single-threaded inside: several such workers are faster than one with several threads.
/// </summary>
internal sealed class GradientWorker : IDisposable
{
    private readonly Thread _thread;
    private readonly SemaphoreSlim _work = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Decoder _decoder;
    private IReadOnlyList<Pack> _packs = [];
    private double _scale;
    private Exception? _error;
    private bool _isStopping;

    public GradientWorker(Decoder decoder, string name)
    {
        _decoder = decoder;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public IReadOnlyList<Tensor> Parameters => _decoder.Parameters;

    /// <summary>The sum of the last packs' losses, each target's times the scale.</summary>
    public double Loss { get; private set; }

    /// <summary>Starts on the sum of these packs' gradients.</summary>
    /// <param name="packs">What to compute.</param>
    /// <param name="scale">What each target's loss is multiplied with.</param>
    public void Begin(IReadOnlyList<Pack> packs, double scale)
    {
        _packs = packs;
        _scale = scale;
        _work.Release();
    }

    /// <summary>Waits until it is done.</summary>
    /// <exception cref="InvalidOperationException">The computation failed.</exception>
    public void End()
    {
        _done.Wait();
        if (_error is { } error)
        {
            throw new InvalidOperationException($"A worker failed: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _isStopping = true;
        _work.Release();
        _thread.Join();
        _work.Dispose();
        _done.Dispose();
        _decoder.Dispose();
    }

    private void Run()
    {
        set_num_threads(1);
        while (true)
        {
            _work.Wait();
            if (_isStopping)
            {
                return;
            }

            try
            {
                Compute();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                _error = error;
            }

            _done.Release();
        }
    }

    private void Compute()
    {
        _decoder.ClearGradients();
        double total = 0;
        using Scalar scale = _scale;
        foreach (var pack in _packs)
        {
            using var scope = NewDisposeScope();
            var logits = _decoder.Forward(pack);
            var loss = nn.functional.cross_entropy(logits, tensor(pack.Targets), reduction: nn.Reduction.Sum) * scale;
            loss.backward();
            total += loss.item<float>();
        }

        Loss = total;
    }
}
