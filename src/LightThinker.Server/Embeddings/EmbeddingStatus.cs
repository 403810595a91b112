namespace LightThinker.Server.Embeddings;

/// <summary>How a request for embeddings ended.</summary>
internal enum EmbeddingStatus
{
    /// <summary>Every vector is there.</summary>
    Done,

    /// <summary>The runtime failed; the log has the reason.</summary>
    Failed,

    /// <summary>The server stopped before its turn came.</summary>
    Stopped,
}
