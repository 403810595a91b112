using Microsoft.Data.Sqlite;

namespace LightThinker.Server.Responses;

/// <summary>The store's statements, one method each. Not thread-safe.</summary>
internal sealed class ResponseRows(SqliteConnection connection)
{
    private const string Chain = """
        WITH RECURSIVE chain (id, previous_id, depth) AS (
            SELECT id, previous_id, 0 FROM responses WHERE id = $id
            UNION ALL
            SELECT older.id, older.previous_id, depth + 1
            FROM chain JOIN responses AS older ON older.id = chain.previous_id)
        """;

    public void Insert(StoredResponse response, long now)
    {
        using SqliteCommand insert = Command(
            "INSERT INTO responses (id, previous_id, body, size, used_at) VALUES ($id, $previous, $body, $size, $now)",
            ("$id", response.Id),
            ("$previous", (object?)response.PreviousId ?? DBNull.Value),
            ("$body", response.Body),
            ("$size", response.Size),
            ("$now", now));
        insert.ExecuteNonQuery();
        for (int i = 0; i < response.Items.Count; i++)
        {
            StoredItem item = response.Items[i];
            using SqliteCommand add = Command(
                "INSERT INTO items (response_id, position, is_output, id, body) VALUES ($response, $i, $output, $id, $body)",
                ("$response", response.Id),
                ("$i", i),
                ("$output", item.IsOutput),
                ("$id", item.Id),
                ("$body", item.Body));
            add.ExecuteNonQuery();
        }
    }

    /// <summary>How many responses there are, and how large they are together, in bytes.</summary>
    public (long Count, long Size) Count()
    {
        using SqliteCommand query = Command("SELECT count(*), coalesce(sum(size), 0) FROM responses");
        using SqliteDataReader row = query.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Deletes a response and its items.</summary>
    /// <returns>Its size; null where it was not there.</returns>
    public long? Delete(string id)
    {
        using SqliteCommand delete = Command("DELETE FROM responses WHERE id = $id RETURNING size", ("$id", id));
        return (long?)delete.ExecuteScalar();
    }

    /// <summary>Deletes the least recently used response.</summary>
    /// <returns>Its size; null where there is none.</returns>
    public long? DeleteOldest()
    {
        using SqliteCommand delete = Command("""
            DELETE FROM responses WHERE rowid = (SELECT rowid FROM responses ORDER BY used_at, rowid LIMIT 1)
            RETURNING size
            """);
        return (long?)delete.ExecuteScalar();
    }

    /// <summary>Deletes all responses that were last used before a time.</summary>
    /// <returns>How many.</returns>
    public int DeleteUnusedSince(long time)
    {
        using SqliteCommand delete = Command("DELETE FROM responses WHERE used_at < $time", ("$time", time));
        return delete.ExecuteNonQuery();
    }

    public byte[]? FindBody(string id)
    {
        using SqliteCommand query = Command("SELECT body FROM responses WHERE id = $id", ("$id", id));
        return (byte[]?)query.ExecuteScalar();
    }

    public byte[]? FindItem(string id)
    {
        using SqliteCommand query =
            Command("SELECT body FROM items WHERE id = $id ORDER BY rowid DESC LIMIT 1", ("$id", id));
        return (byte[]?)query.ExecuteScalar();
    }

    /// <summary>Whether a response and all that it continues are there.</summary>
    public bool HasWholeChain(string id)
    {
        using SqliteCommand query = Command(
            Chain + "SELECT previous_id IS NULL FROM chain ORDER BY depth DESC LIMIT 1",
            ("$id", id));
        return query.ExecuteScalar() is 1L;
    }

    /// <summary>Notes that a response and all that it continues were used.</summary>
    public void Touch(string id, long now)
    {
        using SqliteCommand update = Command(
            Chain + "UPDATE responses SET used_at = $now WHERE id IN (SELECT id FROM chain)",
            ("$id", id),
            ("$now", now));
        update.ExecuteNonQuery();
    }

    /// <summary>The items of a response and of all that it continues, oldest first.</summary>
    /// <param name="id">The last response.</param>
    /// <param name="withOutput">Whether its own output is among them.</param>
    public IReadOnlyList<byte[]> ReadChain(string id, bool withOutput)
    {
        using SqliteCommand query = Command(
            Chain + """
                SELECT items.body FROM chain JOIN items ON items.response_id = chain.id
                WHERE depth > 0 OR is_output = 0 OR $output
                ORDER BY depth DESC, position
                """,
            ("$id", id),
            ("$output", withOutput));
        using SqliteDataReader rows = query.ExecuteReader();
        var items = new List<byte[]>();
        while (rows.Read())
        {
            items.Add((byte[])rows[0]);
        }

        return items;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
