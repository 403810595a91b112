using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Generations;

/// <summary>Checks that requests mean the served model. Stateless.</summary>
internal static class ModelCheck
{
    /// <summary>The mistake in a required <c>model</c>; null where it is right.</summary>
    public static ApiError? FindMistake(string? id, ServedModel model) =>
        string.IsNullOrEmpty(id) ? ApiError.Missing("model", $"'model' is missing; this server serves '{model.Id}'.")
        : model.Answers(id) ? null
        : ApiError.ModelNotFound(id, model.Id);
}
