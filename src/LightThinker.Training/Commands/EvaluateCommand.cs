using System.CommandLine;
using LightThinker.Training.Data;
using LightThinker.Training.Evaluation;
using Spectre.Console;

namespace LightThinker.Training.Commands;

/// <summary><c>evaluate</c>: accuracy with and without compression over HTTP. Stateless and thread-safe.</summary>
internal static class EvaluateCommand
{
    private const int CancelledExitCode = 130;

    public static Command Create()
    {
        var data = new Option<FileInfo>("--data", "-d")
        {
            Description = "Problems as JSONL, as generate-data --held-out writes them.",
            Required = true,
        };
        var url = new Option<string>("--url")
        {
            Description = "The server, with /v1.",
            DefaultValueFactory = _ => "http://127.0.0.1:8080/v1",
        };
        var model = new Option<string?>("--model") { Description = "The model's id; the server's first where not given." };
        var parallel = new Option<int>("--parallel") { Description = "Problems at once.", DefaultValueFactory = _ => 8 };
        var maxTokens = new Option<int>("--max-tokens") { Description = "Limit of an output.", DefaultValueFactory = _ => 2048 };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "A Markdown file for the table, besides the console." };
        var answers = new Option<FileInfo?>("--answers") { Description = "A JSONL file for every question and both replies." };
        var command = new Command("evaluate", "Has a server answer problems with compression on and off, and compares.")
        {
            data, url, model, parallel, maxTokens, output, answers,
        };
        command.SetAction((parsed, cancellation) => GuardAsync(async () =>
        {
            string path = parsed.GetRequiredValue(data).FullName;
            Example[] examples = [.. ExampleFile.Read(path)];
            if (examples.Length == 0 || parsed.GetValue(parallel) < 1 || parsed.GetValue(maxTokens) < 1)
            {
                throw new ArgumentException($"{path} must hold problems, and --parallel and --max-tokens be at least 1.");
            }

            using var http = new HttpClient
            {
                BaseAddress = ToAddress(parsed.GetRequiredValue(url)),
                Timeout = TimeSpan.FromMinutes(10),
            };
            var evaluation = new PairedEvaluation(
                new ChatServer(http, parsed.GetValue(model)), parsed.GetValue(parallel), parsed.GetValue(maxTokens));
            var results = await RunAsync(evaluation, examples, cancellation);
            if (parsed.GetValue(answers) is { } log)
            {
                await File.WriteAllTextAsync(log.FullName, AnswerLog.Write(results), cancellation);
            }

            string table = ResultTable.Write(results);
            Console.Write(table);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, table, cancellation);
            }
        }));
        return command;
    }

    private static Task<IReadOnlyList<PairedResult>> RunAsync(
        PairedEvaluation evaluation, Example[] examples, CancellationToken cancellation) =>
        AnsiConsole.Progress().StartAsync(context =>
        {
            var bar = context.AddTask("problems", maxValue: examples.Length);
            return evaluation.RunAsync(examples, () => bar.Increment(1), cancellation);
        });

    private static Uri ToAddress(string url) =>
        Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && address.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? address
            : throw new ArgumentException($"--url '{url}' is not an http address, such as http://127.0.0.1:8080/v1.");

    private static async Task<int> GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (OperationCanceledException error) when (error.InnerException is not TimeoutException)
        {
            return CancelledExitCode;
        }
        catch (Exception error) when (
            error is HttpRequestException or IOException or UnauthorizedAccessException or InvalidDataException
                or ArgumentException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return 1;
        }
    }
}
