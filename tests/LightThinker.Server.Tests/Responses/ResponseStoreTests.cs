using System.Text.Json;
using LightThinker.OpenAI.Responses;
using LightThinker.Server.Hosting;
using LightThinker.Server.Responses;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace LightThinker.Server.Tests.Responses;

public sealed class ResponseStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string FilePath => Path.Combine(_folder.FullName, "responses.db");

    [Fact]
    public void Conversation_OfAChain_IsInOrder()
    {
        using ResponseStore store = Stores.Open();
        Assert.True(store.TrySave(Stores.Response("a"), [Stores.Question("q1"), Stores.Question("q2")]));
        Assert.True(store.TrySave(Stores.Response("b", "a"), [Stores.Question("q3")]));
        Assert.True(store.TrySave(Stores.Response("other"), [Stores.Question("q4")]));

        Assert.Equal(["q1", "q2", "a", "q3", "b"], store.FindConversation("b")!.Select(Stores.TextOf));
        Assert.Equal(["q1", "q2", "a", "q3"], store.FindInput("b")!.Select(Stores.TextOf));
        Assert.Equal(["q1", "q2"], store.FindInput("a")!.Select(Stores.TextOf));
        Assert.Null(store.FindConversation("c"));
        Assert.Null(store.FindInput("c"));
    }

    [Fact]
    public void Store_InAFile_OutlivesItsProcess()
    {
        using (ResponseStore store = Stores.Open(FilePath))
        {
            Assert.True(store.TrySave(Stores.Response("a"), [Stores.Question("q")]));
        }

        using ResponseStore again = Stores.Open(FilePath);

        Response kept = JsonSerializer.Deserialize(again.Find("a"), ResponsesJson.Context.Response)!;
        Assert.Equal("a", Stores.TextOf(kept.Output[0]));
        Assert.Equal("q", Stores.TextOf(again.FindItem("q")!));
    }

    [Fact]
    public void Store_OfAProcessThatWasKilled_HasEverythingSaved()
    {
        using ResponseStore store = Stores.Open(FilePath);
        Assert.True(store.TrySave(Stores.Response("a"), [Stores.Question("q")]));

        // What a killed process leaves: its files as they are, never closed.
        DirectoryInfo copy = _folder.CreateSubdirectory("copy");
        foreach (FileInfo file in _folder.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(copy.FullName, file.Name));
        }

        using ResponseStore after = Stores.Open(Path.Combine(copy.FullName, "responses.db"));
        Assert.NotNull(after.Find("a"));
    }

    [Fact]
    public void Store_OverItsNumber_DropsTheLeastRecentlyUsed()
    {
        var time = new FakeTimeProvider();
        using ResponseStore store = Stores.Open(maxStored: 3, time: time);
        foreach (string id in (string[])["a", "b", "c"])
        {
            time.Advance(TimeSpan.FromSeconds(1));
            store.TrySave(Stores.Response(id), []);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(store.FindConversation("a"));
        time.Advance(TimeSpan.FromSeconds(1));
        store.TrySave(Stores.Response("d"), []);

        Assert.Equal([true, false, true, true], Kept(store, "a", "b", "c", "d"));
    }

    [Fact]
    public void Store_OverItsSize_DropsTheOldest()
    {
        using ResponseStore store = Stores.Open(maxMegabytes: 1);
        string text = new('x', 200_000);
        foreach (string id in (string[])["a", "b", "c"])
        {
            Assert.True(store.TrySave(Stores.Response(id, text: text), []));
        }

        Assert.Equal([false, true, true], Kept(store, "a", "b", "c"));
        Assert.False(store.TrySave(Stores.Response("large", text: new string('x', 600_000)), []));
        Assert.Equal([true, true, false], Kept(store, "b", "c", "large"));
    }

    [Fact]
    public void Store_AfterItsRetention_IsEmpty()
    {
        var time = new FakeTimeProvider();
        using ResponseStore store = Stores.Open(time: time);
        store.TrySave(Stores.Response("a"), [Stores.Question("q")]);
        store.TrySave(Stores.Response("b", "a"), []);
        time.Advance(TimeSpan.FromMinutes(59));
        store.TrySave(Stores.Response("c"), []);
        Assert.NotNull(store.FindConversation("b"));
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal([true, true, true], Kept(store, "a", "b", "c"));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal([false, false, false], Kept(store, "a", "b", "c"));
        Assert.Null(store.FindItem("q"));
    }

    [Fact]
    public void Response_Deleted_TakesItsItemsAlong()
    {
        using ResponseStore store = Stores.Open();
        store.TrySave(Stores.Response("a"), [Stores.Question("q")]);
        store.TrySave(Stores.Response("b", "a"), [Stores.Question("r")]);

        Assert.True(store.Delete("a"));

        Assert.False(store.Delete("a"));
        Assert.Null(store.FindItem("q"));
        Assert.Null(store.FindConversation("b"));
        Assert.NotNull(store.Find("b"));
    }

    [Fact]
    public void Item_ThatCameTwice_IsTheLatest()
    {
        using ResponseStore store = Stores.Open();
        ResponseItem old = Stores.Question("q");
        store.TrySave(Stores.Response("a"), [old]);
        store.TrySave(Stores.Response("b"), [old with { Role = "developer" }]);

        Assert.Equal("developer", store.FindItem("q")!.Role);
    }

    [Fact]
    public void Save_ThatFails_SaysSoAndKeepsTheRest()
    {
        using ResponseStore store = Stores.Open(FilePath);
        Assert.True(store.TrySave(Stores.Response("a"), []));

        Assert.False(store.TrySave(Stores.Response("a"), [Stores.Question("q")]));

        Assert.Null(store.FindItem("q"));
        Assert.True(store.TrySave(Stores.Response("b"), []));
        Assert.Equal([true, true], Kept(store, "a", "b"));
    }

    [Fact]
    public void Open_OfAFileThatIsNoStore_SaysSo()
    {
        File.WriteAllText(FilePath, new string('x', 5000));

        var exception = Assert.Throws<StartupException>(() => Stores.Open(FilePath));

        Assert.StartsWith($"Responses:StorePath is '{FilePath}', which cannot be opened: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Open_OfAnotherDatabase_SaysSo()
    {
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE wobble (id INTEGER)";
            command.ExecuteNonQuery();
        }

        var exception = Assert.Throws<StartupException>(() => Stores.Open(FilePath));

        Assert.Contains("not a store of this version", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_WithAStoreThatCannotBeOpened_DoesNotStart()
    {
        File.WriteAllText(FilePath, new string('x', 5000));

        var exception = Assert.Throws<StartupException>(
            () => ServerApplication.Build([$"--Responses:StorePath={FilePath}", "--Log:Level=Fatal"]));

        Assert.StartsWith("Responses:StorePath is ", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool[] Kept(ResponseStore store, params string[] ids) => [.. ids.Select(id => store.Find(id) is not null)];
}
