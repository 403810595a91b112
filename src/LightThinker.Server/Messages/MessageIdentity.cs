namespace LightThinker.Server.Messages;

/// <summary>What is known of an answer before it is written. Immutable.</summary>
/// <param name="Id">The answer's id.</param>
/// <param name="Model">The served model's id.</param>
/// <param name="RequestId">The request's id.</param>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="OmitsThinking">Whether thinking blocks come without their text.</param>
internal sealed record MessageIdentity(string Id, string Model, string RequestId, int PromptTokens, bool OmitsThinking);
