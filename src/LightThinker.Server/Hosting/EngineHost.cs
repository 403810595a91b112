using System.Diagnostics.CodeAnalysis;
using LightThinker.Chat.Templates;
using LightThinker.Engine.Scheduling;
using LightThinker.Server.Embeddings;
using LightThinker.Server.Errors;
using LightThinker.Server.Options;

namespace LightThinker.Server.Hosting;

/// <summary>
/// Owns the thread that loads the model and then is the engine's. Thread-safe. Listeners are open before the model is
/// loaded; requests are refused until then.
/// </summary>
internal sealed class EngineHost : IHostedLifecycleService
{
    private readonly Settings _settings;
    private readonly IModelLoader _loader;
    private readonly ServedModelFactory _models;
    private readonly WarmUp _warmUp;
    private readonly InFlightRequests _inFlight;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<EngineHost> _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started;
    private ServedModel? _model;
    private int _state = (int)HostState.Loading;
    private volatile int _exitCode;

    public EngineHost(
        Settings settings,
        IModelLoader loader,
        ServedModelFactory models,
        WarmUp warmUp,
        InFlightRequests inFlight,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILogger<EngineHost> logger)
    {
        _settings = settings;
        _loader = loader;
        _models = models;
        _warmUp = warmUp;
        _inFlight = inFlight;
        _lifetime = lifetime;
        _time = time;
        _logger = logger;
        _started = time.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "engine" };
    }

    public HostState State => (HostState)Volatile.Read(ref _state);

    /// <summary>The process's exit code: 1 after a failure.</summary>
    public int ExitCode => _exitCode;

    /// <summary>The engine at a glance; null until the model is loaded.</summary>
    public EngineStatus? Status => Volatile.Read(ref _model)?.Engine.Status;

    /// <summary>Whether the engine thread has not ended.</summary>
    public bool IsRunning => !_ended.Task.IsCompleted;

    /// <summary>Whether the engine has not failed, nor been in one step for longer than the settings allow.</summary>
    public bool IsAlive
    {
        get
        {
            if (State == HostState.Failed)
            {
                return false;
            }

            if (Status is not { } status)
            {
                return true;
            }

            bool isBusy = status.Running + status.Queued > 0;
            return !status.HasFailed &&
                (!isBusy || _time.GetElapsedTime(status.LastStep) <= _settings.Server.StallTimeout);
        }
    }

    /// <summary>The model to serve a request with.</summary>
    /// <param name="model">The model.</param>
    /// <param name="error">Why no request can be served now.</param>
    public bool TryGetModel([NotNullWhen(true)] out ServedModel? model, [NotNullWhen(false)] out ApiError? error)
    {
        HostState state = State;
        model = state == HostState.Ready ? Volatile.Read(ref _model) : null;
        error = model is not null ? null : state == HostState.Loading ? ApiError.Loading() : ApiError.Stopping();
        return model is not null;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _lifetime.ApplicationStopping.Register(() => Move(HostState.Draining));
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets running requests finish, with the listeners still open, then stops the engine.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Also ends a load in progress, whoever asked to stop.
        _lifetime.StopApplication();
        Task idle = _inFlight.WhenIdleAsync();
        if (!idle.IsCompleted)
        {
            HostLog.Draining(_logger, _settings.Server.DrainTimeout.TotalSeconds, _inFlight.Count);
            try
            {
                await idle.WaitAsync(_settings.Server.DrainTimeout, _time, cancellationToken);
            }
            catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
            {
                HostLog.DrainTimedOut(_logger, _inFlight.Count);
            }
        }

        Volatile.Read(ref _model)?.Engine.Stop();
        await _ended.Task.WaitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Run()
    {
        try
        {
            LoadAndServe();
        }
        catch (OperationCanceledException) when (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before the model was loaded.
        }
        catch (StartupException exception)
        {
            HostLog.CannotStart(_logger, exception.Message);
            Fail();
        }
        catch (Exception exception)
        {
            HostLog.EngineBroke(_logger, exception);
            Fail();
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private void LoadAndServe()
    {
        HostLog.Loading(_logger, _settings.Model.Path);

        // The template engine takes longer to load than a small model.
        var preload = new Thread(ChatTemplate.Preload) { IsBackground = true, Name = "template preload" };
        preload.Start();

        var progress = new LoadProgress(_logger, _time);
        LoadedModel loaded = _loader.Load(_settings, Report, _lifetime.ApplicationStopping);
        using IDisposable runtime = loaded.Runtime;
        HostLog.Loaded(
            _logger,
            loaded.Description.Name,
            loaded.Description.Architecture,
            loaded.Description.ParameterCount,
            loaded.Description.TrainedContext,
            loaded.Decoder.CellCount);
        ServedModel model = _models.Create(loaded);
        using var engine = model.Engine;
        using EmbeddingEngine? embeddings = model.Embeddings;
        Interlocked.Exchange(ref _model, model);
        if (State == HostState.Draining)
        {
            // Stopping began before there was an engine to stop.
            engine.Stop();
        }

        Task opening = OpenWhenWarmAsync(model);
        engine.Run();

        // Has ended with the engine; what it threw is why the engine was stopped.
        opening.GetAwaiter().GetResult();

        void Report(float share)
        {
            progress.Report(share);
            if (share >= 1)
            {
                // What follows computes on every core, and its threads wait for one another by spinning: one core that
                // is busy elsewhere would hold all of them up.
                preload.Join();
            }
        }
    }

    private async Task OpenWhenWarmAsync(ServedModel model)
    {
        try
        {
            await _warmUp.RunAsync(model);
            Open(model);
        }
        catch
        {
            model.Engine.Stop();
            throw;
        }
    }

    private void Open(ServedModel model)
    {
        const int loading = (int)HostState.Loading;
        if (Interlocked.CompareExchange(ref _state, (int)HostState.Ready, loading) != loading)
        {
            // Told to stop meanwhile.
            return;
        }

        HostLog.Ready(
            _logger,
            (long)_time.GetElapsedTime(_started).TotalMilliseconds,
            model.Id,
            model.Compression.DefaultMethod,
            string.Join(", ", model.Compression.Methods));
    }

    private void Fail()
    {
        Move(HostState.Failed);
        _exitCode = 1;

        // Stopping a host that has not started yet would show as a cancelled start, not as an orderly end.
        _lifetime.ApplicationStarted.Register(_lifetime.StopApplication);
    }

    private void Move(HostState state)
    {
        // A failure is final.
        int current = Volatile.Read(ref _state);
        while (current != (int)HostState.Failed)
        {
            int seen = Interlocked.CompareExchange(ref _state, (int)state, current);
            if (seen == current)
            {
                return;
            }

            current = seen;
        }
    }
}
