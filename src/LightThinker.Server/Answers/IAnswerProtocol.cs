using LightThinker.Server.Errors;
using LightThinker.Server.Hosting;

namespace LightThinker.Server.Answers;

/// <summary>A protocol in which clients ask for text: how it reads requests and writes errors. Thread-safe.</summary>
internal interface IAnswerProtocol
{
    /// <summary>Reads and validates a request.</summary>
    /// <returns>What to generate and how to send it, or what is wrong.</returns>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    ValueTask<(AnswerPlan? Plan, ApiError? Error)> ReadAsync(HttpContext http, ServedModel model);

    /// <summary>Answers with an error; nothing has been sent yet.</summary>
    Task WriteErrorAsync(HttpContext http, ApiError error);
}
