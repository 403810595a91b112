namespace LightThinker.Server.Options;

/// <summary>Finds arguments that the configuration would skip without a word. Stateless.</summary>
internal static class CommandLine
{
    /// <summary>The first mistake, in one line; null where there is none.</summary>
    public static string? FindMistake(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count; i++)
        {
            string argument = args[i];
            bool isNamed = argument.StartsWith("--", StringComparison.Ordinal);
            if (isNamed && !argument.Contains('=', StringComparison.Ordinal) && i + 1 < args.Count)
            {
                // Its value is the next one.
                i++;
            }
            else if (!isNamed || !argument.Contains('=', StringComparison.Ordinal))
            {
                return $"The argument '{argument}' is not a setting; " +
                    "write --Section:Key=value, for example --Model:Path=model.gguf (docs/configuration.md lists all).";
            }
        }

        return null;
    }
}
