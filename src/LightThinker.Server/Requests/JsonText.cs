using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Requests;

/// <summary>
/// Finds what is wrong with a body before it is read into records: bytes that are not UTF-8, JSON that is not
/// well-formed, nesting without end, and escaped halves of characters, which no text can hold. Stateless.
/// </summary>
internal static class JsonText
{
    /// <summary>Deepest nesting of arrays and objects; the serializer's own limit.</summary>
    public const int MaxDepth = 64;

    /// <summary>The first mistake; null where there is none.</summary>
    public static ApiError? FindMistake(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return ApiError.InvalidJson("The request has no body; send a JSON object.");
        }

        if (!Utf8.IsValid(body))
        {
            return ApiError.InvalidJson("The request body is not valid UTF-8.");
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    Unescape(ref reader);
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return ApiError.InvalidJson(
                $"The request body is not valid JSON, at line {exception.LineNumber + 1}, " +
                $"byte {exception.BytePositionInLine + 1}: {Reason(exception)}");
        }
        catch (InvalidOperationException)
        {
            return ApiError.InvalidJson(
                $"The string at byte {reader.TokenStartIndex + 1} of the request body escapes half of a surrogate pair; " +
                "send both halves or the character itself.");
        }
    }

    private static void Unescape(ref Utf8JsonReader reader)
    {
        char[] scratch = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            reader.CopyString(scratch);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(scratch);
        }
    }

    // The reader's message goes on with the position, which the caller states in one form for all.
    private static string Reason(JsonException exception)
    {
        int position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? exception.Message : exception.Message[..position];
    }
}
