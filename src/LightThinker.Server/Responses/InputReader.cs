using LightThinker.OpenAI.Responses;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Puts a request's conversation together: what is stored, and what is new. Thread-safe.</summary>
internal sealed class InputReader(ResponseStore store)
{
    /// <returns>The earlier items and the new ones, or the first mistake.</returns>
    public (ResponseConversation? Conversation, ApiError? Error) Read(ResponseRequest wire)
    {
        IReadOnlyList<ResponseItem> earlier = [];
        if (wire.PreviousResponseId is { } previous)
        {
            if (store.FindConversation(previous) is not { } found)
            {
                return (null, ResponseErrors.PreviousNotFound(previous));
            }

            earlier = found;
        }

        (IReadOnlyList<SourcedItem>? items, ApiError? error) = ReadItems(wire);
        if (error is not null)
        {
            return (null, error);
        }

        if (earlier.Count + items!.Count == 0)
        {
            return (null, wire.Input is null
                ? ApiError.Missing("input", "'input' is missing; send a text or a list of items.")
                : ApiError.InvalidValue("input", "'input' is empty; send at least one item."));
        }

        return FindDuplicate(earlier, items) is { } duplicate
            ? (null, duplicate)
            : (new ResponseConversation(
                [.. earlier.Select(static item => new SourcedItem(item, "previous_response_id")), .. items],
                [.. items.Select(static item => item.Item)]), null);
    }

    private (IReadOnlyList<SourcedItem>? Items, ApiError? Error) ReadItems(ResponseRequest wire)
    {
        if (wire.Input is { Text: { } text })
        {
            var message = new ResponseItem { Role = "user", Content = new ResponseContent(text) };
            return ([new SourcedItem(ItemReader.Read(message, "input").Item!, "input")], null);
        }

        var items = new List<SourcedItem>();
        for (int i = 0; i < wire.Input?.Items?.Count; i++)
        {
            string param = $"input[{i}]";
            (ResponseItem? item, ApiError? error) = ReadItem(wire.Input!.Items![i], param);
            if (error is not null)
            {
                return (null, error);
            }

            items.Add(new SourcedItem(item!, param));
        }

        return (items, null);
    }

    private (ResponseItem? Item, ApiError? Error) ReadItem(ResponseItem? item, string param)
    {
        if (item is null)
        {
            return (null, ApiError.InvalidValue(param, $"'{param}' is null; send an object.", "invalid_type"));
        }

        // The type may be left out, of references as of messages.
        bool isReference = item.Type == ResponseItemTypes.ItemReference ||
            (item.Type is null && item.Role is null && item.Id is not null);
        if (!isReference)
        {
            return ItemReader.Read(item, param);
        }

        if (item.Id is null)
        {
            return (null, ApiError.Missing($"{param}.id", $"'{param}.id' is missing; say which item is meant."));
        }

        return ItemFields.FindStray(item, ResponseItemTypes.ItemReference, param) is { } stray ? (null, stray)
            : store.FindItem(item.Id) is { } found ? (found, null)
            : (null, ResponseErrors.ItemNotFound(item.Id, $"{param}.id"));
    }

    private static ApiError? FindDuplicate(IReadOnlyList<ResponseItem> earlier, IReadOnlyList<SourcedItem> items)
    {
        var seen = earlier.Select(static item => item.Id!).ToHashSet();
        foreach ((ResponseItem item, string param) in items)
        {
            if (!seen.Add(item.Id!))
            {
                return ResponseErrors.DuplicateItem(item.Id!, $"{param}.id");
            }
        }

        return null;
    }
}
