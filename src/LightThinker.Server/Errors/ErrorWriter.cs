using System.Globalization;
using System.Text.Json;
using LightThinker.OpenAI.Anthropic;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Messages;
using LightThinker.Server.Options;

namespace LightThinker.Server.Errors;

/// <summary>Answers a request with an error object in its path's form. Immutable and thread-safe.</summary>
internal sealed class ErrorWriter(Settings settings)
{
    private readonly int _retryAfterSeconds = (int)settings.Server.RetryAfter.TotalSeconds;

    /// <summary>Writes the whole answer; nothing may have been sent before.</summary>
    public async Task WriteAsync(HttpContext http, ApiError error)
    {
        var response = http.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/json; charset=utf-8";
        if (error.CanRetry)
        {
            response.Headers.RetryAfter = _retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        byte[] body = MessagesErrors.AreFor(http.Request.Path)
            ? JsonSerializer.SerializeToUtf8Bytes(
                MessagesErrors.Create(error, http.TraceIdentifier),
                AnthropicJson.Context.MessagesErrorResponse)
            : JsonSerializer.SerializeToUtf8Bytes(error.ToWire(), WireJson.Context.ErrorResponse);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
