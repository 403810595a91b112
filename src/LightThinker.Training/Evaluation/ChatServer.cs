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
    private const int MostShown = 300;

    private string? _model = model;

    /// <summary>Finds the model's id where none was given.</summary>
    /// <exception cref="HttpRequestException">The server does not answer.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        if (_model is null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "models");
            _model = Read(await SendAsync(request, cancellation), json => json?["data"]?[0]?["id"]?.GetValue<string>())
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

        using var post = new HttpRequestMessage(HttpMethod.Post, "chat/completions") { Content = JsonContent.Create(request) };
        return Read(await SendAsync(post, cancellation), ToReply);
    }

    private static Reply ToReply(JsonNode? json)
    {
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

    private static T Read<T>(string body, Func<JsonNode?, T> read)
    {
        try
        {
            return read(JsonNode.Parse(body));
        }
        catch (Exception error) when (
            error is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"The server's answer is not of OpenAI's form: {Start(body)}", error);
        }
    }

    /// <summary>The words of an error object, or what else the server said.</summary>
    private static string Reason(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["error"]?["message"]?.GetValue<string>() ?? Start(body);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return Start(body);
        }
    }

    private static string Start(string body) =>
        body.ReplaceLineEndings(" ") is { Length: > MostShown } line ? line[..MostShown] + "…" : body.ReplaceLineEndings(" ");

    private async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, cancellation);
        }
        catch (HttpRequestException error)
        {
            throw new HttpRequestException(
                $"No server answers at {http.BaseAddress}: {error.Message}. Start it, or name another with --url.", error);
        }

        using (response)
        {
            string body = await response.Content.ReadAsStringAsync(cancellation);
            return response.IsSuccessStatusCode
                ? body
                : throw new HttpRequestException($"The server answered {(int)response.StatusCode}: {Reason(body)}");
        }
    }
}
