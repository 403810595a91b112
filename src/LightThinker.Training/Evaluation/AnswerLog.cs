using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LightThinker.Training.Evaluation;

/// <summary>Writes what was answered to each problem as JSONL, for whoever wants to see the mistakes. Stateless and thread-safe.</summary>
internal static class AnswerLog
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line per problem: the problem, the right answer and both replies.</summary>
    public static string Write(IEnumerable<PairedResult> results) =>
        string.Concat(results.Select(result => new JsonObject
        {
            ["family"] = result.Example.Family,
            ["steps"] = result.Example.Steps,
            ["question"] = result.Example.Messages[^1].Content,
            ["answer"] = result.Example.Answer,
            ["off"] = ToJson(result.Off, result.OffIsRight),
            ["on"] = ToJson(result.On, result.OnIsRight),
        }.ToJsonString(Readable) + "\n"));

    private static JsonObject ToJson(Reply reply, bool isRight) =>
        new() { ["right"] = isRight, ["text"] = reply.Text, ["reasoning"] = reply.Reasoning };
}
