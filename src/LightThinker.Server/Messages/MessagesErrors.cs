using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Errors;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Messages;

/// <summary>Writes errors in the form of <c>/v1/messages</c>. Stateless.</summary>
internal static class MessagesErrors
{
    /// <summary>By which clients of this protocol know a request; <c>x-request-id</c> has it too.</summary>
    public const string RequestIdHeader = "request-id";

    /// <summary>Whether clients of a path expect this form.</summary>
    public static bool AreFor(PathString path) => path.StartsWithSegments("/v1/messages");

    public static MessagesErrorResponse Create(ApiError error, string requestId)
    {
        ErrorBody shortened = error.ToWire().Error;
        return new MessagesErrorResponse
        {
            Error = new MessagesErrorBody
            {
                Type = TypeOf(error.Status),
                Message = shortened.Message,
                Details = new MessagesErrorDetails { ErrorCode = error.Code, Param = shortened.Param },
            },
            RequestId = requestId,
        };
    }

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "not_found_error",
        StatusCodes.Status413PayloadTooLarge => "request_too_large",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        StatusCodes.Status503ServiceUnavailable => "overloaded_error",
        < StatusCodes.Status500InternalServerError => "invalid_request_error",
        _ => "api_error",
    };
}
