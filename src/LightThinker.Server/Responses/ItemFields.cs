using LightThinker.OpenAI.Responses;
using LightThinker.Server.ChatCompletions;
using LightThinker.Server.Errors;

namespace LightThinker.Server.Responses;

/// <summary>Finds fields that an item's type does not have, so that none is dropped without a word. Stateless.</summary>
internal static class ItemFields
{
    /// <param name="item">The item.</param>
    /// <param name="type">Its type, one that is served.</param>
    /// <param name="param">Where it came, for errors.</param>
    public static ApiError? FindStray(ResponseItem item, string type, string param)
    {
        foreach ((string field, bool isThere, string[] types) in Fields(item))
        {
            if (isThere && !types.Contains(type))
            {
                return ApiError.UnknownField($"{param}.{field}", $" Items of type '{type}' have no such field.");
            }
        }

        // What other models' items carry; it labels them.
        return FieldPolicy.FindUnknown(item.Others, param, "phase", "created_by", "caller", "namespace");
    }

    private static IEnumerable<(string Field, bool IsThere, string[] Types)> Fields(ResponseItem item) =>
    [
        ("role", item.Role is not null, [ResponseItemTypes.Message]),
        ("content", item.Content is not null, [ResponseItemTypes.Message, ResponseItemTypes.Reasoning]),
        ("summary", item.Summary is not null, [ResponseItemTypes.Reasoning]),
        ("encrypted_content", item.EncryptedContent is not null, [ResponseItemTypes.Reasoning]),
        ("call_id", item.CallId is not null, [ResponseItemTypes.FunctionCall, ResponseItemTypes.FunctionCallOutput]),
        ("name", item.Name is not null, [ResponseItemTypes.FunctionCall]),
        ("arguments", item.Arguments is not null, [ResponseItemTypes.FunctionCall]),
        ("output", item.Output is not null, [ResponseItemTypes.FunctionCallOutput]),
    ];
}
