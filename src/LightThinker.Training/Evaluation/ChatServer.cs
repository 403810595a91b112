using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LightThinker.Training.Data;

namespace LightThinker.Training.Evaluation;

/// <summary>Asks an OpenAI-compatible server. Thread-safe.</summary>
/// <param name="http">With the server's base address, which ends with <c>/v1/</c>.</param>
/// <param name="model">The model's id; null takes the first that the server lists.</param>
internal sealed class ChatServer(HttpClient http, string? model)
{
    private string? _model = model;

    /// <summary>Finds the model's id where none was given.</summary>
    /// <exception cref="HttpRequestException">The server does not answer.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        if (_model is null)
        {
            var models = await http.GetFromJsonAsync<JsonNode>("models", cancellation);
            _model = models?["data"]?[0]?["id"]?.GetValue<string>()
                ?? throw new InvalidDataException($"{http.BaseAddress}models lists no model; name one with --model.");
        }
    }

    /// <param name="example">Its messages are sent.</param>
    /// <param name="compression">The request's extension field; null leaves it out.</param>
    /// <param name="maxTokens">Limit of the output.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="HttpRequestException">The server refused; the message has its reason.</exception>
    public async Task<Reply> AskAsync(Example example, string? compression, int maxTokens, CancellationToken cancellation)
    {
        var messages = new JsonArray([.. example.Messages.Select(message =>
            new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]);
        var request = new JsonObject
        {
            ["model"] = _model,
            ["messages"] = messages,
            ["temperature"] = 0,
            ["max_tokens"] = maxTokens,
        };
        if (compression is not null)
        {
            request["compression"] = compression;
        }

        using var response = await http.PostAsJsonAsync("chat/completions", request, cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The server answered {(int)response.StatusCode}: {body}");
        }

        return Read(body);
    }

    private static Reply Read(string body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            var usage = json?["usage"]?["compression"];
            var message = json?["choices"]?[0]?["message"];
            return new Reply(
                message?["content"]?.GetValue<string>() ?? "",
                usage?["peak_tokens"]?.GetValue<long>(),
                usage?["dependency"]?.GetValue<long>())
            {
                Reasoning = message?["reasoning_content"]?.GetValue<string>() ?? "",
            };
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The server's answer is not JSON: {error.Message}", error);
        }
    }
}
