using LightThinker.Server.Hosting;
using Microsoft.Data.Sqlite;

namespace LightThinker.Server.Responses;

/// <summary>The tables of the store. Stateless.</summary>
internal static class ResponseSchema
{
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE responses (
            id TEXT NOT NULL UNIQUE,
            previous_id TEXT,
            body BLOB NOT NULL,
            size INTEGER NOT NULL,
            used_at INTEGER NOT NULL
        );
        CREATE INDEX responses_used_at ON responses (used_at);
        CREATE TABLE items (
            response_id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            is_output INTEGER NOT NULL,
            id TEXT NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (response_id, position)
        );
        CREATE INDEX items_id ON items (id);
        PRAGMA user_version = 1;
        """;

    /// <summary>Sets a connection up, and makes the tables where the file is new.</summary>
    /// <exception cref="SqliteException">The file is not a store, or cannot be written.</exception>
    /// <exception cref="StartupException">The file is of another version.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version";
        using (SqliteDataReader row = query.ExecuteReader())
        {
            row.Read();
            bool isNew = row.GetInt64(0) == 0 && row.GetInt64(1) == 0;
            if (!isNew && row.GetInt64(0) != Version)
            {
                throw new StartupException("it is not a store of this version; name a file that does not exist yet");
            }

            if (!isNew)
            {
                return;
            }
        }

        Execute(connection, Tables);
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
