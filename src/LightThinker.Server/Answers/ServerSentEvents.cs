using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LightThinker.OpenAI.Json;

namespace LightThinker.Server.Answers;

/// <summary>Writes server-sent events straight into a response's buffer. One per stream; not thread-safe.</summary>
internal sealed class ServerSentEvents : IDisposable
{
    private readonly PipeWriter _output;
    private readonly Utf8JsonWriter _json;

    public ServerSentEvents(PipeWriter output)
    {
        _output = output;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = WireJson.Context.Options.Encoder,
            SkipValidation = true,
        });
    }

    public void WriteData<T>(T value, JsonTypeInfo<T> type)
    {
        _output.Write("data: "u8);
        _json.Reset();
        JsonSerializer.Serialize(_json, value, type);
        _json.Flush();
        _output.Write("\n\n"u8);
    }

    /// <summary>An event with a name, for protocols whose clients tell events apart by it.</summary>
    public void WriteEvent<T>(string name, T value, JsonTypeInfo<T> type)
    {
        _output.Write("event: "u8);
        Encoding.UTF8.GetBytes(name, _output);
        _output.Write("\n"u8);
        WriteData(value, type);
    }

    /// <summary>The event that ends a stream which came to its end.</summary>
    public void WriteDone() => _output.Write("data: [DONE]\n\n"u8);

    /// <summary>A line that clients skip, which keeps the connection from looking dead.</summary>
    public void WritePing() => _output.Write(": ping\n\n"u8);

    /// <summary>Sends what was written.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public async ValueTask FlushAsync(CancellationToken aborted)
    {
        FlushResult result = await _output.FlushAsync(aborted);
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The client has gone.", aborted);
        }
    }

    public void Dispose() => _json.Dispose();
}
