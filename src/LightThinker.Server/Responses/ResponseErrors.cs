using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>The mistakes that only clients of the Responses API can make, with OpenAI's codes. Stateless.</summary>
internal static class ResponseErrors
{
    private const string InvalidRequest = "invalid_request_error";

    public static ApiError NotFound(string id) => new(
        StatusCodes.Status404NotFound,
        InvalidRequest,
        "response_not_found",
        $"Response with id '{id}' not found. It was sent with 'store': false, deleted, or dropped by the store's limits.",
        "response_id");

    public static ApiError PreviousNotFound(string id) => ApiError.InvalidValue(
        "previous_response_id",
        $"Previous response with id '{id}' not found, or one that it continues is no longer stored; " +
        "send the whole conversation as 'input'.",
        "previous_response_not_found");

    public static ApiError ItemNotFound(string id, string param) => new(
        StatusCodes.Status404NotFound,
        InvalidRequest,
        "item_not_found",
        $"Item with id '{id}' not found. Items are kept only where 'store' is not false; send the item itself.",
        param);

    public static ApiError DuplicateItem(string id, string param) => ApiError.InvalidValue(
        param,
        $"Duplicate item found with id '{id}'; what 'previous_response_id' continues is part of the conversation already. " +
        "Remove the item.",
        "duplicate_item");

    public static ApiError CannotCancel() => ApiError.InvalidValue(
        param: null,
        "Only responses created with 'background': true can be cancelled, and this server has none; " +
        "close the connection to end a response.",
        "invalid_request");

    public static ApiError CannotReplay() => ApiError.Unsupported(
        "stream",
        "A stored response is not streamed again; get it without 'stream'.");
}
