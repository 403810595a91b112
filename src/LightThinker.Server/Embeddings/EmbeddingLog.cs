namespace LightThinker.Server.Embeddings;

/// <summary>What embeddings tell the log.</summary>
internal static partial class EmbeddingLog
{
    [LoggerMessage(LogLevel.Information, "Embeddings: {Pooling} over up to {Tokens} tokens, {Dimensions} numbers each")]
    public static partial void Opened(ILogger logger, string pooling, int tokens, int dimensions);

    [LoggerMessage(LogLevel.Information, "Embedded {Inputs} inputs of {Tokens} tokens")]
    public static partial void Finished(ILogger logger, int inputs, int tokens);

    [LoggerMessage(LogLevel.Information, "The client has gone; what it asked to embed is dropped")]
    public static partial void Abandoned(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Embedding failed")]
    public static partial void Broke(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The model computes vectors that are no numbers")]
    public static partial void NoNumbers(ILogger logger);
}
