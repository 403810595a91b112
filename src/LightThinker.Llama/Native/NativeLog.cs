using System.Runtime.InteropServices;

namespace LightThinker.Llama.Native;

/// <summary>
/// llama.cpp's log, of which a process has only one. Thread-safe. Levels below the minimum are dropped before their text
/// is turned into a string; the last problems of each thread are kept for the exception that follows them.
/// </summary>
internal static unsafe class NativeLog
{
    private const int Continuation = 5;
    private const int KeptProblems = 8;

    private static volatile Settings _settings = new(LlamaLogLevel.None, static (_, _) => { });

    [ThreadStatic]
    private static int _lastLevel;

    [ThreadStatic]
    private static Queue<string>? _problems;

    /// <summary>Sets where lines go. The sink is called on any thread and must not call llama.cpp.</summary>
    public static void SendTo(LlamaLogLevel minimum, Action<LlamaLogLevel, string> sink) =>
        _settings = new Settings(minimum, sink);

    /// <summary>Makes llama.cpp log to here; before that it writes to standard error.</summary>
    public static void Attach() => NativeMethods.llama_log_set(&OnLine, null);

    /// <summary>Warnings and errors logged on this thread since the last call, as one line each.</summary>
    public static string TakeProblems()
    {
        if (_problems is not { Count: > 0 } problems)
        {
            return "";
        }

        string text = string.Join(Environment.NewLine, problems);
        problems.Clear();
        return text;
    }

    /// <summary>Appends what llama.cpp logged on this thread to a message of ours.</summary>
    public static string WithProblems(string message)
    {
        string problems = TakeProblems();
        return problems.Length == 0 ? message : $"{message} llama.cpp says:{Environment.NewLine}{problems}";
    }

    [UnmanagedCallersOnly]
    private static void OnLine(int level, byte* text, void* state)
    {
        if (level == Continuation)
        {
            level = _lastLevel;
        }

        _lastLevel = level;
        Settings settings = _settings;
        bool isProblem = level >= (int)LlamaLogLevel.Warning;
        if (!isProblem && level < (int)settings.Minimum)
        {
            return;
        }

        string? line = Marshal.PtrToStringUTF8((nint)text)?.TrimEnd();
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        if (isProblem)
        {
            _problems ??= new Queue<string>(KeptProblems);
            if (_problems.Count == KeptProblems)
            {
                _problems.Dequeue();
            }

            _problems.Enqueue(line);
        }

        if (level >= (int)settings.Minimum)
        {
            Forward(settings.Sink, (LlamaLogLevel)level, line);
        }
    }

    private static void Forward(Action<LlamaLogLevel, string> sink, LlamaLogLevel level, string line)
    {
#pragma warning disable CA1031 // An exception must not unwind through native frames; a failing log has nowhere to report.
        try
        {
            sink(level, line);
        }
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

    /// <summary>Minimum and sink, which change together. Immutable.</summary>
    private sealed record Settings(LlamaLogLevel Minimum, Action<LlamaLogLevel, string> Sink);
}
