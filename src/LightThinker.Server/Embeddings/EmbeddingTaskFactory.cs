using LightThinker.OpenAI.Embeddings;
using LightThinker.Server.Errors;
using LightThinker.Server.Generations;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Embeddings;

/// <summary>Turns the wire record into what is computed, or says what is wrong with it. Stateless.</summary>
internal static class EmbeddingTaskFactory
{
    private const string Float = "float";
    private const string Base64 = "base64";

    /// <returns>The task, or the first mistake.</returns>
    public static (EmbeddingTask? Task, ApiError? Error) Create(EmbeddingRequest wire, ServedModel served)
    {
        if ((ModelCheck.FindMistake(wire.Model, served) ?? CheckOthers(wire)) is { } mistake)
        {
            return (null, mistake);
        }

        if (served.Embeddings?.Model is not { } model)
        {
            return (null, ApiError.InvalidValue("model", served.EmbeddingObstacle!, "embeddings_not_supported"));
        }

        if ((CheckFormat(wire.EncodingFormat) ?? CheckDimensions(wire.Dimensions, model)) is { } wrong)
        {
            return (null, wrong);
        }

        (var inputs, ApiError? error) = EmbeddingInputReader.Read(wire.Input, model);
        return error is null
            ? (new EmbeddingTask(inputs!, wire.Dimensions ?? model.Dimensions, wire.EncodingFormat == Base64), null)
            : (null, error);
    }

    private static ApiError? CheckOthers(EmbeddingRequest wire) =>
        wire.Others?.Keys.FirstOrDefault() is { } unknown ? ApiError.UnknownField(unknown) : null;

    private static ApiError? CheckFormat(string? format) =>
        format is null or Float or Base64
            ? null
            : ApiError.InvalidValue(
                "encoding_format",
                $"Invalid 'encoding_format': '{format}' is not a format; send {Float} or {Base64}.");

    private static ApiError? CheckDimensions(int? dimensions, EmbeddingModel model)
    {
        if (dimensions is not { } wished || wished == model.Dimensions)
        {
            return null;
        }

        string message = model.IsMatryoshka
            ? $"send 1 to {model.Dimensions}."
            : $"the vectors of this model have {model.Dimensions} numbers and were not trained to be shortened. Leave it out.";
        return model.IsMatryoshka && wished >= 1 && wished < model.Dimensions
            ? null
            : ApiError.InvalidValue("dimensions", $"Invalid 'dimensions': {wished} cannot be had; {message}");
    }
}
