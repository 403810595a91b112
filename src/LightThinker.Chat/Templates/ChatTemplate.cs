using System.Text.Json;

namespace LightThinker.Chat.Templates;

/// <summary>
/// A model's chat template, compiled: turns a conversation into the prompt the model was trained on. Thread-safe;
/// renders run in parallel and share nothing.
/// </summary>
public sealed class ChatTemplate
{
    private static readonly Dictionary<string, JsonElement> NoArguments = [];

    private readonly ChatTemplateOptions _options;
    private readonly ControlTextSet _controls;
    private readonly Sentinel _sentinel;
    private readonly SandboxPool _sandboxes;
    private readonly Lazy<ToolSupport> _toolSupport;

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
        _toolSupport = new Lazy<ToolSupport>(
            () => new ToolSupportProbe(input => TryRender(Render, input)?.ToString()).Run(), LazyThreadSafetyMode.PublicationOnly);
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
    /// <exception cref="ChatTemplateException">
    /// The template is not valid Jinja, or compiling it goes over the limits.
    /// </exception>
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

    /// <summary>
    /// Whether the template tells the model of tools. Found out by rendering, the first time it matters.
    /// </summary>
    public bool ShowsTools => _toolSupport.Value.ShowsTools;

    /// <summary>Renders a conversation. Runs on the calling thread, typically for a few milliseconds.</summary>
    /// <param name="messages">Oldest first.</param>
    /// <param name="addGenerationPrompt">Whether to open the assistant's turn at the end.</param>
    /// <param name="arguments">
    /// The request's <c>chat_template_kwargs</c>, for example <c>enable_thinking</c>: variables of the template by
    /// name.
    /// </param>
    /// <param name="tools">The tools as a JSON array in OpenAI's form; null where there are none.</param>
    /// <exception cref="ChatTemplateException">No prompt could be made; see its <c>Error</c>.</exception>
    public PromptText Render(
        IReadOnlyList<ChatMessage> messages,
        bool addGenerationPrompt = true,
        IReadOnlyDictionary<string, JsonElement>? arguments = null,
        JsonElement? tools = null) =>
        Render(new TemplateInput(Prepare(messages), addGenerationPrompt, arguments ?? NoArguments, tools));

    /// <summary>
    /// Renders a conversation up to the end of its last message's content, for the model to go on with it.
    /// </summary>
    /// <param name="messages">Oldest first; the last is the assistant's and calls no tools.</param>
    /// <param name="arguments">As for <see cref="Render(IReadOnlyList{ChatMessage}, bool, IReadOnlyDictionary{string, JsonElement}?, JsonElement?)"/>.</param>
    /// <param name="tools">As there.</param>
    /// <exception cref="ChatTemplateException">
    /// There is no such message, or the template does not show its content; else as there.
    /// </exception>
    public PromptText RenderContinued(
        IReadOnlyList<ChatMessage> messages,
        IReadOnlyDictionary<string, JsonElement>? arguments = null,
        JsonElement? tools = null) =>
        messages is [.., { Role: "assistant", ToolCalls: null }]
            ? Render(new TemplateInput(
                Prepare(messages), AddGenerationPrompt: false, arguments ?? NoArguments, tools, IsContinued: true))
            : throw new ChatTemplateException(
                ChatTemplateError.Argument,
                "messages: to be continued, the last message must be the assistant's and call no tools.");

    private IReadOnlyList<ChatMessage> Prepare(IReadOnlyList<ChatMessage> messages)
    {
        var history = _options.Reasoning is { } reasoning ? ReasoningHistory.Separate(messages, reasoning) : messages;
        return ToolHistory.IsIn(history) ? ToolHistory.Prepare(history, _toolSupport.Value) : history;
    }

    private PromptText Render(TemplateInput input)
    {
        try
        {
            return RenderOnce(input);
        }
        catch (ChatTemplateException e) when (e.Error == ChatTemplateError.Failed)
        {
            foreach (var other in input.OtherForms())
            {
                if (TryRender(RenderOnce, other) is { } prompt)
                {
                    return prompt;
                }
            }

            throw;
        }
    }

    private PromptText RenderOnce(TemplateInput input)
    {
        var avoided = _sentinel;
        long characters = 0;
        input.ForEachText(text =>
        {
            avoided.Avoid(text);
            characters += text.Length;
        });
        var marks = avoided.Choose();

        var doublings = _options.Limits.DoublingsFor(input.Messages.Count, characters);
        var sandbox = _sandboxes.Rent(doublings);
        try
        {
            var rendered = sandbox.Render(
                engine => new ScriptValues(engine, _controls, marks).Input(input, _options.BosText, _options.EosText),
                marks.Number);
            return _controls.Split(
                input.IsContinued ? UpTo(marks.End, rendered) : rendered, marks.Break, marks.Number, marks.End);
        }
        finally
        {
            _sandboxes.Return(sandbox, doublings);
        }
    }

    private static string UpTo(char mark, string rendered)
    {
        var end = rendered.LastIndexOf(mark);
        return end >= 0
            ? rendered[..end]
            : throw new ChatTemplateException(
                ChatTemplateError.Failed,
                "The model's chat template does not show the last message, so it cannot be continued.");
    }

    private static PromptText? TryRender(Func<TemplateInput, PromptText> render, TemplateInput input)
    {
        try
        {
            return render(input);
        }
        catch (ChatTemplateException e) when (e.Error != ChatTemplateError.LimitExceeded)
        {
            return null;
        }
    }
}
