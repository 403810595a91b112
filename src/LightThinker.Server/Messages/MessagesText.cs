using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Reads content that is text only. Stateless.</summary>
internal static class MessagesText
{
    /// <param name="blocks">Text blocks, possibly none.</param>
    /// <param name="param">Where they stand.</param>
    /// <returns>The texts, joined by line breaks, or the first mistake.</returns>
    public static (string? Text, ApiError? Error) Join(IReadOnlyList<MessagesBlock?> blocks, string param)
    {
        var texts = new List<string>(blocks.Count);
        for (int i = 0; i < blocks.Count; i++)
        {
            string place = $"{param}[{i}]";
            (string? text, ApiError? error) = Read(blocks[i], place);
            if (error is not null)
            {
                return (null, error);
            }

            texts.Add(text!);
        }

        return (string.Join('\n', texts), null);
    }

    private static (string? Text, ApiError? Error) Read(MessagesBlock? block, string param) => block switch
    {
        null => (null, ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type")),
        { Type: null } => (null, ApiError.Missing($"{param}.type", $"'{param}.type' is missing; send 'text'.")),
        { Type: not "text" } => (null, MessagesBlocks.NotServed(block.Type, param)),
        { Text: null } => (null, ApiError.Missing($"{param}.text", $"'{param}.text' is missing.")),
        _ => (block.Text, MessagesFields.FindMistake(block, param)),
    };
}
