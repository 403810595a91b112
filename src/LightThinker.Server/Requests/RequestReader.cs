using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Requests;

/// <summary>Reads the wire records of requests. Immutable and thread-safe.</summary>
internal sealed class RequestReader(RequestBody body)
{
    /// <returns>The record, or what is wrong with the request.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(T? Request, ApiError? Error)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        (byte[]? bytes, ApiError? error) = await body.ReadAsync(request, request.HttpContext.RequestAborted);
        return error is null ? Parse(WithoutMark(bytes), type) : (null, error);
    }

    // A byte order mark says nothing in UTF-8, but some clients send one.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) =>
        body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body;

    /// <summary>Reads the record from a body.</summary>
    public static (T? Request, ApiError? Error) Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        if (JsonText.FindMistake(body) is { } mistake)
        {
            return (null, mistake);
        }

        try
        {
            T? request = JsonSerializer.Deserialize(body, type);
            return request is null
                ? (null, ApiError.InvalidValue(
                    param: null,
                    "The request body must be an object, but is null.",
                    "invalid_type"))
                : (request, null);
        }
        catch (JsonException exception)
        {
            return (null, JsonMistake.Describe(exception, body, typeof(T)));
        }
    }
}
