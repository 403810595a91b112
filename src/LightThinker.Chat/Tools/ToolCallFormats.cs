using System.Buffers;

namespace LightThinker.Chat.Tools;

/// <summary>The formats known, and which of them a chat template uses. Stateless and thread-safe.</summary>
public static class ToolCallFormats
{
    private const string Ticks = "```";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(" \n\t<>[]\"");

    /// <summary>Qwen 2.5, Qwen 3 and Hermes: a JSON object in tags, one pair for each call (their chat templates).</summary>
    public static ToolCallFormat Hermes { get; } = new(
        "hermes",
        ["<tool_call>"],
        ["</tool_call>"],
        ["<tool_call>", "</tool_call>"],
        new("", "<tool_call>\n{\"name\": \"", "\", \"arguments\": ", "}\n</tool_call>", "\n", "")
        {
            Openings = [new("<tool_call>", "\n{\"name\": \"")],
        });

    /// <summary>
    /// Llama 3.1 to 3.3: a bare JSON object or one behind a control token, one call at a time
    /// (github.com/meta-llama/llama-models, models/llama3_3/prompt_format.md).
    /// </summary>
    public static ToolCallFormat Llama3 { get; } = new(
        "llama3",
        ["<|python_tag|>"],
        ["<|eom_id|>", "<|eot_id|>"],
        ["<|python_tag|>"],
        new("", "{\"name\": \"", "\", \"parameters\": ", "}", null, "")
        {
            Openings = [new("<|python_tag|>", "{\"name\": \"")],
        })
    {
        AllowsBareObject = true,
    };

    /// <summary>
    /// Mistral up to tokeniser version 7: a JSON array behind a control token (github.com/mistralai/mistral-common).
    /// Reads the newer form too.
    /// </summary>
    public static ToolCallFormat Mistral { get; } = new(
        "mistral",
        ["[TOOL_CALLS]"],
        [],
        ["[TOOL_CALLS]", "[ARGS]", "[CALL_ID]"],
        new("[TOOL_CALLS][", "{\"name\": \"", "\", \"arguments\": ", "}", ", ", "]")
        {
            Openings = [new("[TOOL_CALLS]", "[{\"name\": \"")],
        })
    {
        AllowsArray = true,
        Header = new(["[ARGS]", "[CALL_ID]"], ReadMistralName),
    };

    /// <summary>
    /// Mistral with tokeniser version 3, whose templates write a space before the array (mistralai/Mistral-7B-Instruct-v0.3).
    /// </summary>
    public static ToolCallFormat MistralSpaced { get; } = Mistral with
    {
        Name = "mistral-spaced",
        Syntax = Mistral.Syntax with
        {
            Before = "[TOOL_CALLS] [",
            Openings = [new("[TOOL_CALLS]", " [{\"name\": \"")],
        },
    };

    /// <summary>
    /// Mistral from tokeniser version 11: name and arguments between control tokens
    /// (github.com/mistralai/mistral-common). Reads the older form too.
    /// </summary>
    public static ToolCallFormat MistralArgs { get; } = Mistral with
    {
        Name = "mistral-args",
        Syntax = new("", "[TOOL_CALLS]", "[ARGS]", "", "", "")
        {
            Openings = [new("[TOOL_CALLS]", "")],
        },
    };

    /// <summary>DeepSeek V3.1: name and arguments between control tokens (the model's chat template).</summary>
    public static ToolCallFormat DeepSeekV31 { get; } = new(
        "deepseek-v3.1",
        ["<｜tool▁call▁begin｜>"],
        ["<｜tool▁calls▁end｜>", "<｜tool▁call▁end｜>", Ticks + "<｜tool▁call▁end｜>"],
        [
            "<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>", "<｜tool▁sep｜>", "<｜tool▁call▁end｜>",
            "<｜tool▁calls▁end｜>",
        ],
        new(
            "<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>", "<｜tool▁sep｜>", "<｜tool▁call▁end｜>", "",
            "<｜tool▁calls▁end｜>")
        {
            Openings = [new("<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>"), new("<｜tool▁call▁begin｜>", "")],
        })
    {
        Prefixes = ["<｜tool▁calls▁begin｜>"],
        Header = new(["<｜tool▁sep｜>", Ticks], ReadDeepSeekName),
    };

    /// <summary>DeepSeek V3 and R1: as V3.1, with a type before and a fence around (the models' chat templates).</summary>
    public static ToolCallFormat DeepSeek { get; } = DeepSeekV31 with
    {
        Name = "deepseek",
        Syntax = DeepSeekV31.Syntax with
        {
            BeforeName = "<｜tool▁call▁begin｜>function<｜tool▁sep｜>",
            BeforeArguments = "\n" + Ticks + "json\n",
            AfterArguments = "\n" + Ticks + "<｜tool▁call▁end｜>",
            Between = "\n",
            Openings =
            [
                new("<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>function<｜tool▁sep｜>"),
                new("<｜tool▁call▁begin｜>", "function<｜tool▁sep｜>"),
            ],
        },
    };

    /// <summary>
    /// gpt-oss: a message to a recipient, in the channel's or the role's place
    /// (github.com/openai/harmony, docs/format.md).
    /// </summary>
    public static ToolCallFormat Harmony { get; } = new(
        "harmony",
        [" to=functions."],
        [],
        ["<|start|>", "<|channel|>", "<|constrain|>", "<|message|>", "<|end|>", "<|call|>", "<|return|>"],
        new("", "<|channel|>commentary to=functions.", " <|constrain|>json<|message|>", "", null, "")
        {
            Openings =
            [
                new("<|channel|>commentary to=functions.", ""),
                new("<|channel|>analysis to=functions.", ""),
            ],
            Leads = ["<|start|>assistant"],
        })
    {
        Wrappers =
        [
            "<|start|>assistant", "<|channel|>commentary", "<|channel|>analysis", "<|channel|>final", "<|message|>",
            "<|end|>", "<|call|>", "<|return|>",
        ],
        Header = new(["<|channel|>", "<|constrain|>", "<|message|>"], ReadHarmonyName),
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ToolCallFormat> Known { get; } =
        [Hermes, Llama3, Mistral, MistralSpaced, MistralArgs, DeepSeek, DeepSeekV31, Harmony];

    /// <summary>The format of this name; null where there is none.</summary>
    public static ToolCallFormat? Find(string name) =>
        Known.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The format that a chat template writes; Hermes where it shows no calls. Null where it shows them in another form, as
    /// those with arguments as XML elements do: whether such a value is a string or a number cannot be told from the text.
    /// </summary>
    /// <param name="template">The Jinja text; null where the model has none.</param>
    public static ToolCallFormat? Detect(string? template)
    {
        template ??= "";
        return Has("<parameter=") || Has("<arg_key>") ? null
            : Has("<tool_call>") ? Hermes
            : Has("[TOOL_CALLS]") ? (Has("[ARGS]") ? MistralArgs : Has("[TOOL_CALLS] [") ? MistralSpaced : Mistral)
            : Has("<｜tool▁call▁begin｜>") ? (Has(Ticks + "json") ? DeepSeek : DeepSeekV31)
            : Has("<|channel|>") && Has("functions.") ? Harmony
            : Has("<|python_tag|>") || (Has("<|start_header_id|>") && Has("\"parameters\"")) ? Llama3
            : Has("tool_call") ? null
            : Hermes;

        bool Has(string text) => template.Contains(text, StringComparison.Ordinal);
    }

    private static string? ReadMistralName(string header)
    {
        const string end = "[ARGS]";
        if (!header.TrimEnd().EndsWith(end, StringComparison.Ordinal))
        {
            return null;
        }

        var name = header.TrimEnd()[..^end.Length];
        var id = name.IndexOf("[CALL_ID]", StringComparison.Ordinal);
        return NameIn(id < 0 ? name : name[..id]);
    }

    private static string? ReadDeepSeekName(string header)
    {
        const string separator = "<｜tool▁sep｜>";
        var at = header.IndexOf(separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = header[(at + separator.Length)..].Trim();
        var fence = rest.IndexOf(Ticks, StringComparison.Ordinal);
        return NameIn(fence < 0 && rest.Length == 0 ? header[..at] : fence < 0 ? "" : rest[..fence]);
    }

    private static string? ReadHarmonyName(string header) =>
        header.TrimEnd().EndsWith("<|message|>", StringComparison.Ordinal)
            ? NameIn(header.Split('<')[0].TrimEnd().Split(' ')[0])
            : null;

    private static string? NameIn(string text)
    {
        var name = text.Trim();
        return name.Length > 0 && !name.AsSpan().ContainsAny(NotInNames) ? name : null;
    }
}
