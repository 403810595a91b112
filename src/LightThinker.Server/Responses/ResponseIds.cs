using LightThinker.OpenAI.Responses;

namespace LightThinker.Server.Responses;

/// <summary>Makes ids, with the prefixes that clients know. Stateless.</summary>
internal static class ResponseIds
{
    public static string NewResponse() => New("resp");

    /// <summary>A new id for an item of a type.</summary>
    public static string NewItem(string type) => New(type switch
    {
        ResponseItemTypes.Reasoning => "rs",
        ResponseItemTypes.FunctionCall => "fc",
        ResponseItemTypes.FunctionCallOutput => "fco",
        _ => "msg",
    });

    private static string New(string prefix) => $"{prefix}_{Guid.NewGuid():N}";
}
