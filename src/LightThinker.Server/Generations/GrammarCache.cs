using LightThinker.Engine.Decoding;
using LightThinker.Engine.Grammars;
using Microsoft.Extensions.Caching.Memory;

namespace LightThinker.Server.Generations;

/// <summary>
/// Compiles grammars, and keeps those used lately: requests with the same grammar then share what the engine finds out about
/// it. Thread-safe.
/// </summary>
internal sealed class GrammarCache : IDisposable
{
    // Each keeps what the engine has found out about it, up to some ten megabytes.
    private const int MaxGrammars = 64;

    private readonly MemoryCache _grammars = new(new MemoryCacheOptions { SizeLimit = MaxGrammars });

    /// <param name="text">GBNF.</param>
    /// <param name="vocabulary">The served model's; one cache serves one model.</param>
    /// <exception cref="GrammarException">The grammar cannot be used; the message says why.</exception>
    public Grammar Get(string text, IVocabulary vocabulary) => _grammars.GetOrCreate(
        text,
        entry =>
        {
            entry.Size = 1;
            entry.SlidingExpiration = TimeSpan.FromMinutes(10);
            return Grammar.Parse(text, vocabulary);
        })!;

    public void Dispose() => _grammars.Dispose();
}
