using System.Collections.Concurrent;

namespace LightThinker.Chat.Templates;

/// <summary>
/// Sandboxes of one template, ready for use, apart by how often their limits are doubled. Thread-safe: a sandbox belongs
/// to one render until it is returned.
/// </summary>
internal sealed class SandboxPool(string template, TimeProvider time, ChatTemplateLimits limits)
{
    // As many renders as cores can run at once; more sandboxes would only hold memory.
    private readonly int _capacity = Environment.ProcessorCount;

    private readonly ConcurrentBag<TemplateSandbox>[] _idle =
        [.. Enumerable.Range(0, ChatTemplateLimits.MaxDoublings + 1).Select(_ => new ConcurrentBag<TemplateSandbox>())];

    /// <exception cref="ChatTemplateException">The template is not valid, or compiling it goes over the limits.</exception>
    public TemplateSandbox Rent(int doublings) =>
        _idle[doublings].TryTake(out var sandbox)
            ? sandbox
            : new TemplateSandbox(template, time, limits.Doubled(doublings));

    public void Return(TemplateSandbox sandbox, int doublings)
    {
        if (sandbox.IsReusable && _idle[doublings].Count < _capacity)
        {
            _idle[doublings].Add(sandbox);
        }
        else
        {
            sandbox.Dispose();
        }
    }
}
