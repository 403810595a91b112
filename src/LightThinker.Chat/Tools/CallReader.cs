using System.Text;

namespace LightThinker.Chat.Tools;

/// <summary>
/// Reads one call, character by character: its name, and its arguments as the model writes them. Belongs to one parser;
/// not thread-safe.
/// </summary>
internal abstract class CallReader
{
    /// <summary>The function's name; null until it is known.</summary>
    public string? Name { get; protected set; }

    /// <summary>Whether this is certainly a call: the name is known, and the arguments have begun.</summary>
    public bool IsCall { get; protected set; }

    /// <summary>Whether the arguments are whole.</summary>
    public bool HasAllArguments { get; protected set; }

    /// <summary>Argument text that was not handed on yet; the parser takes it out.</summary>
    public StringBuilder Arguments { get; } = new();

    /// <summary>After a refusal: the last characters, which are to be looked at anew; at least the one refused.</summary>
    public string Returned { get; protected set; } = "";

    /// <summary>Takes the next character; not after the call's end or a refusal.</summary>
    public abstract CallStep Take(char next);

    protected CallStep Refuse(string returned)
    {
        Returned = returned;
        return CallStep.Refused;
    }
}
