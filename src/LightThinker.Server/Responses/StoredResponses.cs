using System.Globalization;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Answers requests about stored responses. Thread-safe.</summary>
internal sealed class StoredResponses(ResponseStore store, ErrorWriter errors)
{
    private const int DefaultPage = 20;
    private const int LargestPage = 100;

    public async Task GetAsync(HttpContext http, string id)
    {
        ApiError? error = http.Request.Query["stream"] == "true" ? ResponseErrors.CannotReplay() : null;
        byte[]? body = error is null ? store.Find(id) : null;
        if (body is null)
        {
            await errors.WriteAsync(http, error ?? ResponseErrors.NotFound(id));
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    public Task DeleteAsync(HttpContext http, string id) => store.Delete(id)
        ? http.Response.WriteAsJsonAsync(
            new ResponseDeletion { Id = id },
            ResponsesJson.Context.ResponseDeletion,
            cancellationToken: http.RequestAborted)
        : errors.WriteAsync(http, ResponseErrors.NotFound(id));

    /// <summary>Says why nothing can be cancelled.</summary>
    public Task CancelAsync(HttpContext http, string id) =>
        errors.WriteAsync(http, store.Find(id) is null ? ResponseErrors.NotFound(id) : ResponseErrors.CannotCancel());

    /// <summary>Writes a page of what a response was made from; the newest items first, unless the query says otherwise.</summary>
    public Task ListInputAsync(HttpContext http, string id)
    {
        (int limit, bool isAscending, ApiError? error) = ReadPage(http.Request.Query);
        if (error is not null)
        {
            return errors.WriteAsync(http, error);
        }

        if (store.FindInput(id) is not { } items)
        {
            return errors.WriteAsync(http, ResponseErrors.NotFound(id));
        }

        IReadOnlyList<ResponseItem> ordered = isAscending ? items : [.. items.Reverse()];
        int start = 0;
        if (http.Request.Query["after"] is [{ Length: > 0 } after, ..])
        {
            start = 1 + ordered.Index().FirstOrDefault(item => item.Item.Id == after, (-1, null!)).Index;
            if (start == 0)
            {
                return errors.WriteAsync(http, ResponseErrors.ItemNotFound(after, "after"));
            }
        }

        ResponseItem[] page = [.. ordered.Skip(start).Take(limit)];
        return http.Response.WriteAsJsonAsync(
            new ResponseItemList
            {
                Data = page,
                FirstId = page.FirstOrDefault()?.Id,
                LastId = page.LastOrDefault()?.Id,
                HasMore = start + page.Length < ordered.Count,
            },
            ResponsesJson.Context.ResponseItemList,
            cancellationToken: http.RequestAborted);
    }

    private static (int Limit, bool IsAscending, ApiError? Error) ReadPage(IQueryCollection query)
    {
        if (query.ContainsKey("before"))
        {
            return (0, false, ApiError.Unsupported("before", "'before' is not supported; page with 'after', and 'order' to turn round."));
        }

        int limit = DefaultPage;
        if (query["limit"] is [{ } text, ..] &&
            (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestPage))
        {
            return (0, false, ApiError.InvalidValue(
                "limit",
                $"Invalid 'limit': '{text}' is out of range; send a whole number from 1 to {LargestPage}."));
        }

        return query["order"] is [{ } order, ..] && order is not ("asc" or "desc")
            ? (0, false, ApiError.InvalidValue("order", $"Invalid 'order': '{order}' is not known; send asc or desc."))
            : (limit, query["order"] == "asc", null);
    }
}
