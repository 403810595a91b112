using static LightThinker.Server.IntegrationTests.Contract.Shapes;

namespace LightThinker.Server.IntegrationTests.Contract;

/// <summary>
/// OpenAI's public schema of chat completions, with what this server adds to it; fields that the schema wants even where
/// they are null have to be there. Stateless.
/// </summary>
internal static class ChatSchema
{
    private static readonly Shape FinishReason = OneOf("stop", "length", "tool_calls", "content_filter", "function_call");

    private static readonly (string Name, Shape Shape)[] Token =
        [("token", Text), ("logprob", Number), ("bytes", OrNull(ListOf(Integer(0, 255))))];

    private static readonly Shape Tokens = ListOf(Object([.. Token, ("top_logprobs", ListOf(Object(Token)))]));

    private static readonly Shape Logprobs = Object(("content", OrNull(Tokens)), ("refusal", OrNull(Tokens)));

    private static readonly Shape Usage = Object(
        ("prompt_tokens", Count),
        ("completion_tokens", Count),
        ("total_tokens", Count),
        ("prompt_tokens_details?", Object(("cached_tokens?", Count), ("audio_tokens?", Count))),
        ("completion_tokens_details?", Object(("reasoning_tokens?", Count), ("audio_tokens?", Count))),
        ("compression?", Object(
            ("method", Name),
            ("compressions", Count),
            ("evicted_tokens", Count),
            ("peak_tokens", Count),
            ("resident_peak_tokens", Count),
            ("full_tokens", Count),
            ("dependency", Count))));

    private static readonly Shape Timings = Object(
        ("queued_ms", Number),
        ("prompt_n", Count),
        ("prompt_ms", Number),
        ("prompt_per_second", Number),
        ("predicted_n", Count),
        ("predicted_ms", Number),
        ("predicted_per_second", Number));

    private static readonly Shape Message = Object(
        ("role", OneOf("assistant")),
        ("content", OrNull(Text)),
        ("refusal", Null),
        ("tool_calls?", ListOf(Object(
            ("id", Name),
            ("type", OneOf("function")),
            ("function", Object(("name", Name), ("arguments", Text)))))),
        ("reasoning_content?", Name),
        ("reasoning?", Name));

    private static readonly Shape Delta = Object(
        ("role?", OneOf("assistant")),
        ("content?", OrNull(Text)),
        ("refusal?", Null),
        ("tool_calls?", ListOf(Object(
            ("index", Count),
            ("id?", Name),
            ("type?", OneOf("function")),
            ("function?", Object(("name?", Name), ("arguments?", Text)))))),
        ("reasoning_content?", Name),
        ("reasoning?", Name));

    private static readonly (string Name, Shape Shape)[] Identity =
    [
        ("id", Name),
        ("created", Integer(1_700_000_000, 4_000_000_000)),
        ("model", OneOf("lightthinker-tiny")),
        ("system_fingerprint", Name),
        ("timings?", Timings),
    ];

    /// <summary>A whole answer.</summary>
    public static Shape Completion { get; } = Object(
    [
        .. Identity,
        ("object", OneOf("chat.completion")),
        ("choices", ListOf(Object(
            ("index", Count),
            ("message", Message),
            ("logprobs", OrNull(Logprobs)),
            ("finish_reason", FinishReason),
            ("token_ids?", ListOf(Count))))),
        ("usage", Usage),
    ]);

    /// <summary>A chunk of a stream that was asked not to report usage.</summary>
    public static Shape Chunk { get; } = Object(ChunkFields());

    /// <summary>A chunk of a stream that reports usage.</summary>
    public static Shape UsageChunk { get; } = Object([.. ChunkFields(), ("usage", OrNull(Usage))]);

    /// <summary>An answer that is an error.</summary>
    public static Shape Error { get; } = Object(
        ("error", Object(("message", Name), ("type", Name), ("param", OrNull(Name)), ("code", OrNull(Name)))));

    private static (string Name, Shape Shape)[] ChunkFields() =>
    [
        .. Identity,
        ("object", OneOf("chat.completion.chunk")),
        ("choices", ListOf(Object(
            ("index", Count),
            ("delta", Delta),
            ("logprobs", OrNull(Logprobs)),
            ("finish_reason", OrNull(FinishReason)),
            ("token_ids?", ListOf(Count))))),
    ];
}
