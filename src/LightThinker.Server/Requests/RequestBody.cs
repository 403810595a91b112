using System.Buffers;
using System.IO.Pipelines;
using LightThinker.Server.Errors;
using LightThinker.Server.Options;
using Microsoft.AspNetCore.Connections;

namespace LightThinker.Server.Requests;

/// <summary>Reads whole request bodies within the limit. Immutable and thread-safe.</summary>
internal sealed class RequestBody(Settings settings)
{
    private readonly int _limit = settings.Server.MaxRequestBodyBytes;

    /// <summary>Reads a JSON body.</summary>
    /// <returns>The bytes, or what is wrong with the request.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask<(byte[]? Bytes, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        if (!request.HasJsonContentType())
        {
            return (null, ApiError.NotJson(request.ContentType));
        }

        if (request.ContentLength > _limit)
        {
            return (null, ApiError.BodyTooLarge(_limit));
        }

        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult result = await ReadAsync(reader, request.HttpContext, aborted);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (buffer.Length > _limit)
            {
                reader.AdvanceTo(buffer.End);
                return (null, ApiError.BodyTooLarge(_limit));
            }

            if (result.IsCompleted)
            {
                byte[] bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return (bytes, null);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static async ValueTask<ReadResult> ReadAsync(
        PipeReader reader,
        HttpContext http,
        CancellationToken aborted)
    {
        try
        {
            return await reader.ReadAsync(aborted);
        }
        catch (ConnectionResetException exception)
        {
            // Comes before the token says so. Without the abort, Kestrel would look for the rest of the body in vain, and
            // log that as an error.
            http.Abort();
            throw new OperationCanceledException("The client has gone.", exception, aborted);
        }
    }
}
