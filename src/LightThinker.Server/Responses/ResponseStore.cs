using System.Text.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Hosting;
using LightThinker.Server.Options;
using Microsoft.Data.Sqlite;

namespace LightThinker.Server.Responses;

/// <summary>
/// The responses that can be got and continued later, in SQLite. Thread-safe: one connection, one call at a time, each of
/// them short. What is saved is there for the next call; a crash loses at most what was just being saved, and never
/// damages the rest (write-ahead log; only a checkpoint waits for the disk).
/// </summary>
internal sealed class ResponseStore : IDisposable
{
    // Nobody else should have the file open; one who does may not hold up streams for long.
    private const int LockTimeoutSeconds = 2;

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly ResponseRows _rows;
    private readonly ResponseRetention _retention;
    private readonly TimeProvider _time;
    private readonly ILogger<ResponseStore> _logger;

    private ResponseStore(
        SqliteConnection connection,
        ResponsesSettings settings,
        TimeProvider time,
        ILogger<ResponseStore> logger)
    {
        _connection = connection;
        _rows = new ResponseRows(connection);
        _retention = new ResponseRetention(_rows, settings);
        _time = time;
        _logger = logger;
    }

    /// <summary>Opens the settings' store, or makes it.</summary>
    /// <exception cref="StartupException">It cannot be opened; the message says why.</exception>
    public static ResponseStore Open(ResponsesSettings settings, TimeProvider time, ILogger<ResponseStore> logger)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = settings.StorePath ?? ":memory:",
            Pooling = false,
            DefaultTimeout = LockTimeoutSeconds,
        }.ToString());
        try
        {
            connection.Open();
            ResponseSchema.Prepare(connection);
            return new ResponseStore(connection, settings, time, logger);
        }
        catch (Exception exception) when (exception is SqliteException or StartupException)
        {
            connection.Dispose();
            throw new StartupException(
                $"Responses:StorePath is '{settings.StorePath}', which cannot be opened: {exception.Message}",
                exception);
        }
    }

    /// <summary>Keeps a response that has ended, with the items that were new in its input.</summary>
    /// <returns>Whether it is kept; if not, the log says why.</returns>
    public bool TrySave(Response response, IReadOnlyList<ResponseItem> input)
    {
        var stored = new StoredResponse(response, input);
        lock (_lock)
        {
            try
            {
                using SqliteTransaction transaction = _connection.BeginTransaction();
                bool isKept = _retention.TryAdd(stored, Now());
                transaction.Commit();
                return isKept;
            }
            catch (SqliteException exception)
            {
                _retention.Invalidate();
                ResponseLog.NotStored(_logger, exception, response.Id);
                return false;
            }
        }
    }

    /// <summary>A response as JSON; null where it is not kept.</summary>
    public byte[]? Find(string id)
    {
        lock (_lock)
        {
            _retention.DropExpired(Now());
            return _rows.FindBody(id);
        }
    }

    /// <summary>Forgets a response and its items.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(string id)
    {
        lock (_lock)
        {
            _retention.DropExpired(Now());
            return _retention.Delete(id);
        }
    }

    /// <summary>The conversation up to a response and with it; all that it continues counts as used.</summary>
    /// <returns>The items, oldest first; null where the response, or one that it continues, is not kept.</returns>
    public IReadOnlyList<ResponseItem>? FindConversation(string id)
    {
        lock (_lock)
        {
            _retention.DropExpired(Now());
            if (!_rows.HasWholeChain(id))
            {
                return null;
            }

            _rows.Touch(id, Now());
            return Read(_rows.ReadChain(id, withOutput: true));
        }
    }

    /// <summary>What a response was made from: the conversation it continued, and its own input.</summary>
    /// <returns>The items, oldest first, as far as they are kept; null where the response is not.</returns>
    public IReadOnlyList<ResponseItem>? FindInput(string id)
    {
        lock (_lock)
        {
            _retention.DropExpired(Now());
            return _rows.FindBody(id) is null ? null : Read(_rows.ReadChain(id, withOutput: false));
        }
    }

    /// <summary>The latest kept item with an id; null where there is none.</summary>
    public ResponseItem? FindItem(string id)
    {
        lock (_lock)
        {
            _retention.DropExpired(Now());
            return _rows.FindItem(id) is { } body ? Read(body) : null;
        }
    }

    public void Dispose() => _connection.Dispose();

    private static List<ResponseItem> Read(IReadOnlyList<byte[]> items) => [.. items.Select(Read)];

    private static ResponseItem Read(byte[] item) =>
        JsonSerializer.Deserialize(item, ResponsesJson.Context.ResponseItem)!;

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
