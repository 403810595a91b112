using LightThinker.Engine.Scheduling;
using LightThinker.Engine.Sequences;
using LightThinker.OpenAI.Chat;
using LightThinker.Server.Generation;

namespace LightThinker.Server.Hosting;

/// <summary>
/// Sends a first small request through the whole server before clients may, so that theirs finds code compiled and
/// memory touched. Immutable and thread-safe.
/// </summary>
internal sealed class WarmUp(GenerationRequestFactory requests)
{
    private const int Tokens = 4;

    /// <summary>Submits the request.</summary>
    /// <param name="model">The model, whose engine need not run yet.</param>
    /// <param name="whenWarm">Called once, when the request has ended.</param>
    /// <param name="whenFailed">Called instead, with the reason, when the model could not serve it.</param>
    public void Start(ServedModel model, Action whenWarm, Action<string> whenFailed)
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
            whenWarm();
            return;
        }

        _ = WaitAsync(generation!, whenWarm, whenFailed);
    }

    private static async Task WaitAsync(
        Engine.Sequences.Generation generation,
        Action whenWarm,
        Action<string> whenFailed)
    {
        await foreach (GenerationEvent item in generation.Events.ReadAllAsync())
        {
            switch (item.Result)
            {
                case { Reason: FinishReason.Failed } failed:
                    whenFailed(failed.Error ?? "no reason given");
                    break;
                case not null:
                    whenWarm();
                    break;
            }
        }
    }
}
