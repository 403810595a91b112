using System.Text.Json;
using LightThinker.OpenAI.Embeddings;
using LightThinker.OpenAI.Json;
using LightThinker.Server.Errors;
using LightThinker.Server.Requests;

namespace LightThinker.Server.Embeddings;

/// <summary>Reads the wire record of a request for embeddings. Immutable and thread-safe.</summary>
internal sealed class EmbeddingRequestReader(RequestBody body)
{
    /// <returns>The record, or what is wrong with the request.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(EmbeddingRequest? Request, ApiError? Error)> ReadAsync(
        HttpRequest request, CancellationToken aborted)
    {
        (byte[]? bytes, ApiError? error) = await body.ReadAsync(request, aborted);
        return error is null ? Parse(bytes) : (null, error);
    }

    private static (EmbeddingRequest? Request, ApiError? Error) Parse(ReadOnlySpan<byte> body)
    {
        if (JsonText.FindMistake(body) is { } mistake)
        {
            return (null, mistake);
        }

        try
        {
            EmbeddingRequest? request = JsonSerializer.Deserialize(body, WireJson.Context.EmbeddingRequest);
            return request is null
                ? (null, ApiError.InvalidValue(
                    param: null, "The request body must be an object, but is null.", "invalid_type"))
                : (request, null);
        }
        catch (JsonException exception)
        {
            return (null, JsonMistake.Describe(exception, body, typeof(EmbeddingRequest)));
        }
    }
}
