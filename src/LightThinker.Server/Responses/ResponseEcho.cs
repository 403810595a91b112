using System.Text.Json;
using LightThinker.Engine.Sampling;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Responses;

/// <summary>Makes a response that has only what it repeats of its request. Stateless.</summary>
internal static class ResponseEcho
{
    /// <param name="wire">The request.</param>
    /// <param name="sampling">What the engine samples with, defaults filled in.</param>
    /// <param name="model">The served model.</param>
    /// <param name="now">When the response begins.</param>
    public static Response Create(ResponseRequest wire, SamplingOptions sampling, ServedModel model, DateTimeOffset now) => new()
    {
        Id = ResponseIds.NewResponse(),
        CreatedAt = now.ToUnixTimeSeconds(),
        Status = ResponseStatuses.InProgress,
        Instructions = wire.Instructions,
        MaxOutputTokens = wire.MaxOutputTokens,
        MaxToolCalls = wire.MaxToolCalls,
        Model = model.Id,
        Output = [],
        ParallelToolCalls = wire.ParallelToolCalls ?? true,
        PreviousResponseId = wire.PreviousResponseId,
        PromptCacheKey = wire.PromptCacheKey,
        Reasoning = new ResponseReasoningOptions
        {
            Effort = wire.Reasoning?.Effort,
            Summary = wire.Reasoning?.Summary,
        },
        SafetyIdentifier = wire.SafetyIdentifier,
        Store = wire.Store ?? true,
        Temperature = Widen(sampling.Temperature),
        Text = new ResponseTextOptions
        {
            Format = wire.Text?.Format ?? new ResponseTextFormat { Type = "text" },
            Verbosity = wire.Text?.Verbosity ?? "medium",
        },
        ToolChoice = wire.ToolChoice ?? JsonElement.Parse("\"auto\""),
        Tools = wire.Tools ?? [],
        TopLogprobs = wire.TopLogprobs ?? 0,
        TopP = Widen(sampling.TopP),
        Truncation = wire.Truncation ?? "disabled",
        User = wire.User,
        Metadata = wire.Metadata ?? new Dictionary<string, string>(),
    };

    // What the client sent as 0.7 is to come back as 0.7.
    private static double Widen(float value) => (double)(decimal)value;
}
