using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.ChatCompletions;

namespace LightThinker.Server.Hosting;

/// <summary>
/// Sends a first small request through the whole server before clients may, so that theirs finds code compiled and
/// memory touched. Immutable and thread-safe.
/// </summary>
internal sealed class WarmUp(GenerationRequestFactory requests)
{
    private const int Tokens = 4;

    /// <summary>Submits the request and waits for its end.</summary>
    /// <param name="model">The model, whose engine need not run yet.</param>
    /// <exception cref="StartupException">The request failed: the model computes nothing that could be served.</exception>
    public async Task RunAsync(ServedModel model)
    {
        var wire = new ChatCompletionRequest
        {
            Model = model.Id,
            Messages = [new ChatMessage { Role = "user", Content = new MessageContent("Hello") }],
            MaxTokens = Tokens,
        };

        // Some templates refuse a conversation this short, which their own clients will learn too.
        (ChatGeneration? warm, _) = requests.Create(wire, model, "warm-up");
        if (warm is null || model.Engine.TrySubmit(warm.Request, out var generation) != SubmitOutcome.Queued)
        {
            return;
        }

        await foreach (GenerationEvent item in generation!.Events.ReadAllAsync())
        {
            if (item.Result is { Reason: FinishReason.Failed, Error: var error })
            {
                throw new StartupException($"The model cannot be served, its first request failed: {error}");
            }
        }
    }
}
