namespace LightThinker.Chat.Templates;

/// <summary>How a template wants tools and earlier calls. Immutable.</summary>
/// <param name="ShowsTools">Whether it tells the model of the tools.</param>
/// <param name="ArgumentsAsObject">Whether a call's arguments are to be a JSON object; else they are its text.</param>
/// <param name="EmptyContent">
/// Whether a message that has calls only is to have an empty content; else it has none.
/// </param>
/// <param name="ShortIds">Whether a call's id must be exactly nine letters and digits.</param>
internal sealed record ToolSupport(bool ShowsTools, bool ArgumentsAsObject, bool EmptyContent, bool ShortIds);
