using System.Diagnostics;
using System.Text.Json;
using LightThinker.Chat.Templates;

namespace LightThinker.Chat.Tests.Templates;

/// <summary>The npm package of the template engine as it runs in Node.js, outside our sandbox. Thread-safe.</summary>
internal static class ReferenceEngine
{
    private const string Script =
        """
        const { Template } = require(process.argv[1]);
        let text = "";
        process.stdin.setEncoding("utf8").on("data", part => text += part).on("end", () => {
          const { template, input } = JSON.parse(text);
          process.stdout.write(new Template(template).render(input));
        });
        """;

    private static readonly Lazy<string> Library = new(Unpack);

    /// <summary>Renders a template with these variables, given as a JSON object.</summary>
    public static string Render(string template, string input)
    {
        var start = new ProcessStartInfo("node", ["-e", Script, Library.Value])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var variables = JsonDocument.Parse(input);
        using (var writer = new Utf8JsonWriter(process.StandardInput.BaseStream))
        {
            writer.WriteStartObject();
            writer.WriteString("template", template);
            writer.WritePropertyName("input");
            variables.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.GetAwaiter().GetResult());
        return output;
    }

    private static string Unpack()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "jinja.cjs");
        using var resource = typeof(ChatTemplate).Assembly.GetManifestResourceStream("jinja.cjs")!;
        using var file = File.Create(path);
        resource.CopyTo(file);
        return path;
    }
}
