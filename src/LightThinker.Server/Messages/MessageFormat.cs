using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.Server.Answers;

namespace LightThinker.Server.Messages;

/// <summary>An answer as a message. One per request; not thread-safe.</summary>
internal sealed class MessageFormat(MessageIdentity identity) : IAnswerFormat
{
    /// <summary>Stands where clients expect a signature; nothing is signed, and nothing is checked.</summary>
    public const string Signature = "unsigned";

    /// <summary>What a call is given that says nothing.</summary>
    public static JsonElement NoArguments { get; } = JsonElement.Parse("{}");

    public IAnswerWriter CreateWriter(ServerSentEvents events) => new MessageWriter(events, identity);

    public Task WriteWholeAsync(HttpContext http, IReadOnlyList<ChoiceAnswer> choices)
    {
        ChoiceAnswer answer = choices.Single();
        return http.Response.WriteAsJsonAsync(
            new MessagesAnswer
            {
                Id = identity.Id,
                Model = identity.Model,
                Content = [.. answer.Parts.Select(CreateBlock)],
                StopReason = MessageOutcome.StopReasonOf(answer.End),
                StopSequence = answer.End.Result.StoppedBy,
                Usage = MessageOutcome.UsageOf(answer.End),
            },
            AnthropicJson.Context.MessagesAnswer,
            cancellationToken: http.RequestAborted);
    }

    private AnswerBlock CreateBlock(ChoicePart part) => part.Kind switch
    {
        AnswerPart.Reasoning => new ThinkingBlock
        {
            Thinking = identity.OmitsThinking ? "" : part.Text,
            Signature = Signature,
        },
        AnswerPart.Content => new TextBlock { Text = part.Text },
        _ => new ToolUseBlock { Id = part.Call!.Id!, Name = part.Call.Name!, Input = ReadArguments(part.Text) },
    };

    private static JsonElement ReadArguments(string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return NoArguments;
        }

        try
        {
            return JsonElement.Parse(arguments);
        }
        catch (JsonException)
        {
            // The limit cut it off; what there is of it is not lost.
            return JsonSerializer.SerializeToElement(arguments);
        }
    }
}
