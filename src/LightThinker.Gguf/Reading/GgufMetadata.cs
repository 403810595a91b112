using System.Diagnostics.CodeAnalysis;

namespace LightThinker.Gguf.Reading;

/// <summary>A file's metadata. Immutable and thread-safe.</summary>
public sealed class GgufMetadata
{
    private readonly string _fileName;
    private readonly OrderedDictionary<string, GgufValue> _values;

    internal GgufMetadata(string fileName, OrderedDictionary<string, GgufValue> values)
    {
        _fileName = fileName;
        _values = values;
    }

    /// <summary>Every key with its value, in file order.</summary>
    public IReadOnlyList<KeyValuePair<string, GgufValue>> Entries => _values;

    public bool Contains(string key) => _values.ContainsKey(key);

    public bool TryGet(string key, [NotNullWhen(true)] out GgufValue? value) => _values.TryGetValue(key, out value);

    /// <summary>A scalar that must be there.</summary>
    /// <typeparam name="T">The file's: a number type of the format, <see cref="bool"/> or <see cref="string"/>.</typeparam>
    /// <exception cref="GgufException">The key is missing, or its value has another type.</exception>
    public T Get<T>(string key)
        where T : notnull
    {
        GgufValue found = Require(key);
        return found.TryGet(out T? value) ? value : throw WrongType(key, found, $"one {typeof(T).Name}");
    }

    /// <summary>An array that must be there.</summary>
    /// <typeparam name="T">The file's: a number type of the format, <see cref="bool"/> or <see cref="string"/>.</typeparam>
    /// <exception cref="GgufException">The key is missing, or its value has another type.</exception>
    public IReadOnlyList<T> GetArray<T>(string key)
        where T : notnull
    {
        GgufValue found = Require(key);
        return found.TryGetElements(out IReadOnlyList<T>? elements)
            ? elements
            : throw WrongType(key, found, $"an array of {typeof(T).Name}");
    }

    private GgufValue Require(string key) => _values.TryGetValue(key, out GgufValue? value)
        ? value
        : throw new GgufException($"{_fileName}: The metadata key '{key}' is missing.");

    private GgufException WrongType(string key, GgufValue found, string needed) =>
        new($"{_fileName}: The metadata value '{key}' is {found.DescribeType()}; {needed} is needed.");
}
