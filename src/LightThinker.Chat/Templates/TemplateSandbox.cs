using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace LightThinker.Chat.Templates;

/// <summary>
/// One JavaScript engine with one compiled template, under limits. One thread at a time, any thread.
/// </summary>
internal sealed class TemplateSandbox : IDisposable
{
    private readonly Engine _engine;
    private readonly ChatTemplateLimits _limits;
    private readonly JsValue _render;

    /// <summary>Loads the library into a new engine and compiles the template.</summary>
    /// <exception cref="ChatTemplateException">
    /// The template is not valid, or compiling it goes over the limits.
    /// </exception>
    public TemplateSandbox(string template, TimeProvider time, ChatTemplateLimits limits)
    {
        _limits = limits;
        var deadline = new RenderDeadline(limits.Time);
        _engine = new Engine(options => Configure(options, limits, deadline));
        var exports = _engine.Evaluate(JinjaLibrary.Exports);
        var host = new JsObject(_engine);
        host.Set("strftime", new ClrFunction(_engine, "strftime", (_, arguments) =>
            Strftime.Format(time.GetLocalNow(), TypeConverter.ToString(arguments.At(0)))));
        var sandbox = _engine
            .Invoke(_engine.Evaluate(JinjaLibrary.Sandbox), exports, host, limits.MemoryBytes / 32)
            .AsObject();
        _render = sandbox.Get("render");
        deadline.IsArmed = true;
        Run(() => _engine.Invoke(sandbox.Get("compile"), template), ChatTemplateError.Syntax);
    }

    /// <summary>False after a limit was hit: the engine may have stopped half-way through anything.</summary>
    public bool IsReusable { get; private set; } = true;

    /// <summary>Renders the template once; nothing that it sets outlives the call.</summary>
    /// <param name="input">Makes the render's variables.</param>
    /// <param name="numberMark">Stands before texts that are numbers.</param>
    /// <exception cref="ChatTemplateException">The template failed, refused or went over the limits.</exception>
    public string Render(Func<Engine, ObjectInstance> input, char numberMark) =>
        Run(
            () => _engine.Invoke(_render, input(_engine), numberMark.ToString()).AsString(),
            ChatTemplateError.Failed);

    public void Dispose() => _engine.Dispose();

    private static void Configure(Options options, ChatTemplateLimits limits, RenderDeadline deadline)
    {
        options.Strict();
        options.DisableStringCompilation();
        options.Constraint(deadline);
        options.LimitMemory(limits.MemoryBytes);
        options.LimitRecursion(limits.Recursion);
        options.Constraints.RegexTimeout = limits.Time;
        // The recursion limit counts calls; this one looks at the stack that the calling thread really has.
        options.Constraints.StackOverflowGuard = true;
    }

    private T Run<T>(Func<T> action, ChatTemplateError otherwise)
    {
        try
        {
            return action();
        }
        catch (JavaScriptException e) when (NameOf(e) == "TemplateRaised")
        {
            throw new ChatTemplateException(ChatTemplateError.Raised, e.Message, e);
        }
        catch (JavaScriptException e) when (NameOf(e) is not ("TemplateLimit" or "RangeError"))
        {
            var what = otherwise == ChatTemplateError.Syntax ? "is not valid" : "failed on this conversation";
            throw new ChatTemplateException(otherwise, $"The model's chat template {what}: {e.Message}", e);
        }
        catch (Exception e) when (Overrun(e) is { } limit)
        {
            IsReusable = false;
            throw new ChatTemplateException(
                ChatTemplateError.LimitExceeded,
                $"The model's chat template was stopped: it went over its limit of {limit}.",
                e);
        }
    }

    private static string NameOf(JavaScriptException e) =>
        e.Error is ObjectInstance error ? TypeConverter.ToString(error.Get("name")) : "";

    private string? Overrun(Exception e) => e switch
    {
        TimeoutException or RegexMatchTimeoutException => $"{_limits.Time.TotalSeconds} s of time",
        MemoryLimitExceededException => $"{_limits.MemoryBytes >> 20} MiB of memory",
        RecursionDepthOverflowException or InsufficientExecutionStackException => $"{_limits.Recursion} nested calls",
        JavaScriptException js => NameOf(js) == "TemplateLimit" ? js.Message : $"nested calls or of a text's length ({js.Message})",
        _ => null,
    };
}
