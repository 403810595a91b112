using System.Text.Json.Serialization;
using LightThinker.OpenAI.Json;

namespace LightThinker.OpenAI.Inputs;

/// <summary>What a model reads: either texts or lists of token ids. Immutable.</summary>
[JsonConverter(typeof(TextInputConverter))]
public sealed record TextInput
{
    /// <param name="texts">Each is one input.</param>
    /// <param name="isOne">Whether the one text stands for itself, not in a list.</param>
    public TextInput(IReadOnlyList<string> texts, bool isOne = false)
    {
        Texts = texts;
        IsOne = isOne;
    }

    /// <param name="tokens">Each list is one input.</param>
    /// <param name="isOne">Whether the one list stands for itself, not in another.</param>
    public TextInput(IReadOnlyList<IReadOnlyList<int>> tokens, bool isOne = false)
    {
        Tokens = tokens;
        IsOne = isOne;
    }

    /// <summary>Null where the input is tokens.</summary>
    public IReadOnlyList<string>? Texts { get; }

    /// <summary>Null where the input is texts.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Tokens { get; }

    /// <summary>Whether the input is one text or one list of tokens, not a list of inputs.</summary>
    public bool IsOne { get; }

    /// <summary>Number of inputs.</summary>
    public int Count => Texts?.Count ?? Tokens!.Count;
}
