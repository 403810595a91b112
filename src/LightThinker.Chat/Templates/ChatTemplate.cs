using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>
/// A model's chat template, compiled: turns a conversation into the prompt the model was trained on. Thread-safe; renders
/// run in parallel and share nothing.
/// </summary>
public sealed class ChatTemplate
{
    private static readonly Dictionary<string, JsonElement> NoArguments = [];

    private readonly ChatTemplateOptions _options;
    private readonly ControlTextSet _controls;
    private readonly Sentinel _sentinel;
    private readonly SandboxPool _sandboxes;

    private ChatTemplate(string template, ChatTemplateOptions options)
    {
        _options = options;
        _controls = new ControlTextSet([.. options.ControlTexts, options.BosText, options.EosText]);
        _sentinel.Avoid(template);
        foreach (var text in _controls.Texts)
        {
            _sentinel.Avoid(text);
        }

        _sandboxes = new SandboxPool(template, options.Time, options.Limits);
    }

    /// <summary>
    /// Loads the template engine, which takes most of a second the first time, and warms it up. To be called on another
    /// thread while the model loads; without it the first <see cref="Compile"/> does the same.
    /// </summary>
    public static void Preload() =>
        Compile(null, new ChatTemplateOptions()).Render([new ChatMessage("user", "Hello")]);

    /// <summary>Compiles a template, so that its mistakes are known before the first request.</summary>
    /// <param name="template">The Jinja text from the model's file; null or blank for the built-in ChatML.</param>
    /// <param name="options">What the template needs to know of its model.</param>
    /// <exception cref="ChatTemplateException">The template is not valid Jinja, or compiling it goes over the limits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public static ChatTemplate Compile(string? template, ChatTemplateOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Limits.Time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Limits.MemoryBytes, 4 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Limits.Recursion, 1);

        var result = new ChatTemplate(
            string.IsNullOrWhiteSpace(template) ? BuiltInTemplate.ChatMl : template,
            options);
        result._sandboxes.Return(result._sandboxes.Rent(0), 0);
        return result;
    }

    /// <summary>Renders a conversation. Runs on the calling thread, typically for a few milliseconds.</summary>
    /// <param name="messages">Oldest first.</param>
    /// <param name="addGenerationPrompt">Whether to open the assistant's turn at the end.</param>
    /// <param name="arguments">
    /// The request's <c>chat_template_kwargs</c>, for example <c>enable_thinking</c>: variables of the template by name.
    /// </param>
    /// <exception cref="ChatTemplateException">No prompt could be made; see its <c>Error</c>.</exception>
    public PromptText Render(
        IReadOnlyList<ChatMessage> messages,
        bool addGenerationPrompt = true,
        IReadOnlyDictionary<string, JsonElement>? arguments = null)
    {
        var history = _options.Reasoning is { } reasoning ? ReasoningHistory.Separate(messages, reasoning) : messages;
        var input = new TemplateInput(history, addGenerationPrompt, arguments ?? NoArguments);

        var avoided = _sentinel;
        long characters = 0;
        input.ForEachText(text =>
        {
            avoided.Avoid(text);
            characters += text.Length;
        });
        var sentinel = avoided.Choose();

        var doublings = _options.Limits.DoublingsFor(messages.Count, characters);
        var sandbox = _sandboxes.Rent(doublings);
        try
        {
            var rendered = sandbox.Render(engine =>
                new ScriptValues(engine, _controls, sentinel).Input(input, _options.BosText, _options.EosText));
            return _controls.Split(rendered, sentinel);
        }
        finally
        {
            _sandboxes.Return(sandbox, doublings);
        }
    }
}
