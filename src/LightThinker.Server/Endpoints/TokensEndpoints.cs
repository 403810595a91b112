using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Errors;
using LightThinker.OpenAI.Tokens;
using LightThinker.Server.Tokens;

namespace LightThinker.Server.Endpoints;

/// <summary><c>POST /tokenize</c>, <c>/detokenize</c> and <c>/apply-template</c>. Stateless.</summary>
internal static class TokensEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/tokenize", TokenizeAsync)
            .WithSummary("Splits a text, or the prompt of a conversation, into tokens.")
            .Accepts<TokenizeRequest>("application/json")
            .Produces<TokenList>());
        Describe(routes.MapPost("/detokenize", DetokenizeAsync)
            .WithSummary("Says what tokens spell.")
            .Accepts<DetokenizeRequest>("application/json")
            .Produces<DetokenizedText>());
        Describe(routes.MapPost("/apply-template", ApplyTemplateAsync)
            .WithSummary("Renders a chat request's prompt.")
            .Accepts<ChatCompletionRequest>("application/json")
            .Produces<RenderedPrompt>());
    }

    private static void Describe(RouteHandlerBuilder route) => route
        .WithTags("Tokens")
        .Produces<ErrorResponse>(StatusCodes.Status400BadRequest)
        .Produces<ErrorResponse>(StatusCodes.Status404NotFound)
        .Produces<ErrorResponse>(StatusCodes.Status413PayloadTooLarge)
        .Produces<ErrorResponse>(StatusCodes.Status415UnsupportedMediaType)
        .Produces<ErrorResponse>(StatusCodes.Status503ServiceUnavailable);

    private static Task TokenizeAsync(HttpContext http, TokenService tokens) => tokens.TokenizeAsync(http);

    private static Task DetokenizeAsync(HttpContext http, TokenService tokens) => tokens.DetokenizeAsync(http);

    private static Task ApplyTemplateAsync(HttpContext http, TokenService tokens) => tokens.ApplyTemplateAsync(http);
}
