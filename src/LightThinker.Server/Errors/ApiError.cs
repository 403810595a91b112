using LightThinker.OpenAI.Errors;

namespace LightThinker.Server.Errors;

/// <summary>A request that is not served, and what its client is told. Immutable.</summary>
/// <param name="Status">HTTP status, 400 … 599.</param>
/// <param name="Type">The protocol's class of error.</param>
/// <param name="Code">The error's name for programs.</param>
/// <param name="Message">What is wrong and how to put it right.</param>
/// <param name="Param">The request field at fault; null where there is none.</param>
/// <param name="CanRetry">Whether the same request may succeed a little later.</param>
internal sealed record ApiError(
    int Status,
    string Type,
    string Code,
    string Message,
    string? Param = null,
    bool CanRetry = false)
{
    private const int MaxTextLength = 1000;
    private const string InvalidRequest = "invalid_request_error";
    private const string ServerError = "server_error";

    /// <summary>A field with a value that cannot be served.</summary>
    public static ApiError InvalidValue(string? param, string message, string code = "invalid_value") =>
        new(StatusCodes.Status400BadRequest, InvalidRequest, code, message, param);

    /// <summary>A field that is known to the protocol, but not served.</summary>
    public static ApiError Unsupported(string param, string message) =>
        new(StatusCodes.Status400BadRequest, InvalidRequest, "unsupported_parameter", message, param);

    public static ApiError Missing(string param, string message) =>
        new(StatusCodes.Status400BadRequest, InvalidRequest, "missing_required_parameter", message, param);

    public static ApiError UnknownField(string param, string hint = "") => new(
        StatusCodes.Status400BadRequest,
        InvalidRequest,
        "unknown_parameter",
        $"Unknown parameter: '{param}'. Remove it; docs/api.md lists what this server reads.{hint}",
        param);

    public static ApiError InvalidJson(string message) =>
        new(StatusCodes.Status400BadRequest, InvalidRequest, "invalid_json", message);

    public static ApiError ModelNotFound(string id, string servedId) => new(
        StatusCodes.Status404NotFound,
        InvalidRequest,
        "model_not_found",
        $"The model '{id}' does not exist; this server serves '{servedId}'.",
        "model");

    public static ApiError BodyTooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        InvalidRequest,
        "request_too_large",
        $"The request body is larger than {limit} bytes, which the setting Server:MaxRequestBodyBytes allows.");

    public static ApiError NotJson(string? contentType) => new(
        StatusCodes.Status415UnsupportedMediaType,
        InvalidRequest,
        "unsupported_media_type",
        (contentType is null ? "The request has no content type" : $"The content type '{contentType}' is not served") +
        "; send JSON with the header 'Content-Type: application/json'.");

    public static ApiError QueueFull() => new(
        StatusCodes.Status429TooManyRequests,
        "rate_limit_error",
        "queue_full",
        "As many requests wait as the server accepts; try again later.",
        CanRetry: true);

    public static ApiError Loading() => new(
        StatusCodes.Status503ServiceUnavailable,
        ServerError,
        "model_loading",
        "The model is still being loaded; try again later.",
        CanRetry: true);

    public static ApiError Stopping() => new(
        StatusCodes.Status503ServiceUnavailable,
        ServerError,
        "server_stopping",
        "The server is stopping; send the request to another instance or try again later.",
        CanRetry: true);

    public static ApiError GrammarStuck() => new(
        StatusCodes.Status400BadRequest,
        InvalidRequest,
        "grammar_stuck",
        "The model has no token for what the request's grammar or schema wants next; loosen it, or the bans of 'logit_bias'.");

    public static ApiError EngineFailed() => new(
        StatusCodes.Status500InternalServerError,
        ServerError,
        "engine_failed",
        "The server could not go on with this request; its log has the reason under this request's id.");

    /// <summary>An answer without a body, made into one.</summary>
    public static ApiError ForStatus(int status, HttpRequest request) => status switch
    {
        StatusCodes.Status404NotFound => new(
            status,
            InvalidRequest,
            "unknown_url",
            $"There is nothing at {request.Method} {request.Path}; docs/api.md lists what is served."),
        StatusCodes.Status405MethodNotAllowed => new(
            status,
            InvalidRequest,
            "method_not_allowed",
            $"{request.Path} does not answer to {request.Method}; the header 'Allow' says to what it does."),
        StatusCodes.Status415UnsupportedMediaType => NotJson(request.ContentType),
        < StatusCodes.Status500InternalServerError => new(
            status,
            InvalidRequest,
            "invalid_request",
            $"The request cannot be served (HTTP {status})."),
        _ => new(
            status,
            ServerError,
            "internal_error",
            "The server failed; its log has the reason under this request's id."),
    };

    /// <summary>The error as it is sent; what a client sent at great length is not sent back whole.</summary>
    public ErrorResponse ToWire() => new()
    {
        Error = new ErrorBody { Message = Shorten(Message)!, Type = Type, Param = Shorten(Param), Code = Code },
    };

    // The middle goes: the field stands in front, and what to do at the end.
    private static string? Shorten(string? text) => text is null || text.Length <= MaxTextLength
        ? text
        : $"{text.AsSpan(0, MaxTextLength / 2)}…{text.AsSpan(text.Length - (MaxTextLength / 2))}";
}
