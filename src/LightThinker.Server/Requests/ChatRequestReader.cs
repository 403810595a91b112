using System.Text.Json;
using LightThinker.OpenAI.Chat;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Requests;

/// <summary>Reads the wire record of a chat request. Immutable and thread-safe.</summary>
internal sealed class ChatRequestReader(RequestBody body)
{
    /// <returns>The record, or what is wrong with the request.</returns>
    public async ValueTask<(ChatCompletionRequest? Request, ApiError? Error)> ReadAsync(
        HttpRequest request,
        CancellationToken aborted)
    {
        (byte[]? bytes, ApiError? error) = await body.ReadAsync(request, aborted);
        return error is null ? Parse(bytes) : (null, error);
    }

    /// <summary>Reads the record from a body.</summary>
    public static (ChatCompletionRequest? Request, ApiError? Error) Parse(ReadOnlySpan<byte> body)
    {
        if (JsonText.FindMistake(body) is { } mistake)
        {
            return (null, mistake);
        }

        try
        {
            ChatCompletionRequest? request =
                JsonSerializer.Deserialize(body, WireJson.Context.ChatCompletionRequest);
            return request is null
                ? (null, ApiError.InvalidValue(
                    param: null,
                    "The request body must be an object, but is null.",
                    "invalid_type"))
                : (request, null);
        }
        catch (JsonException exception)
        {
            return (null, JsonMistake.Describe(exception, body, typeof(ChatCompletionRequest)));
        }
    }
}
