using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

/// <summary>A template with what a host knows of its model, and how it wants calls. Immutable.</summary>
/// <param name="Template">The Jinja text.</param>
/// <param name="Controls">The model's control texts.</param>
/// <param name="IsObject">Whether it wants arguments as an object.</param>
/// <param name="IsEmpty">Whether it wants an empty content beside calls.</param>
/// <param name="Call">How it writes the call of <see cref="ToolConversation"/>.</param>
internal sealed record TemplateFamily(string Template, string[] Controls, bool IsObject, bool IsEmpty, string Call)
{
    public const string Bos = "<bos>";
    public const string Eos = "<eos>";

    public static readonly Dictionary<string, TemplateFamily> All = new()
    {
        ["tags"] = new(
            FamilyTemplates.Tags,
            ExampleTemplates.ChatMlControls,
            IsObject: false,
            IsEmpty: false,
            "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\":\"Köln\",  \"id\": 12}}\n</tool_call>"),
        ["headers"] = new(
            FamilyTemplates.Headers,
            ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
            IsObject: true,
            IsEmpty: false,
            "{\"name\": \"get_weather\", \"parameters\": {\"city\": \"Köln\", \"id\": 12}}<|eot_id|>"),
        ["brackets"] = new(
            FamilyTemplates.Brackets,
            ["[INST]", "[/INST]", "[TOOL_CALLS]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]"],
            IsObject: true,
            IsEmpty: false,
            "[TOOL_CALLS][{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Köln\", \"id\": 12}, \"id\": \"abcDEF123\"}]<eos>"),
        ["wide bars"] = new(
            FamilyTemplates.WideBars,
            ["<｜User｜>", "<｜Assistant｜>", "<｜tool▁calls▁begin｜>", "<｜tool▁sep｜>", "<｜end▁of▁sentence｜>"],
            IsObject: false,
            IsEmpty: false,
            "function<｜tool▁sep｜>get_weather\n```json\n{\"city\":\"Köln\",  \"id\": 12}\n```<｜tool▁call▁end｜>"),
        ["channels"] = new(
            FamilyTemplates.Channels,
            ["<|start|>", "<|channel|>", "<|message|>", "<|end|>", "<|call|>", "<|constrain|>"],
            IsObject: true,
            IsEmpty: false,
            "to=functions.get_weather <|constrain|>json<|message|>{\"city\": \"Köln\", \"id\": 12}<|call|>"),
        ["elements"] = new(
            FamilyTemplates.Elements,
            [],
            IsObject: true,
            IsEmpty: true,
            "<function=get_weather><parameter=city>Köln</parameter><parameter=id>12</parameter></function>"),
    };

    public ChatTemplate Compile() =>
        ChatTemplate.Compile(Template, new() { BosText = Bos, EosText = Eos, ControlTexts = Controls });
}
