namespace LightThinker.Engine.Grammars.Masks;

/// <summary>A node of <see cref="TokenTrie"/>. Immutable.</summary>
/// <param name="Byte">The byte that leads to it.</param>
/// <param name="Depth">Number of bytes from the root, at least 1.</param>
/// <param name="End">The first node behind all that are below it.</param>
/// <param name="FirstToken">Where the tokens that end there start; where the next node's start is their end.</param>
/// <param name="Below">The groups of all bytes below it.</param>
internal readonly record struct TrieNode(byte Byte, int Depth, int End, int FirstToken, uint Below)
{
    /// <summary>Bytes in 32 groups of 8 neighbours: a set of groups is one number, and covers any set of bytes.</summary>
    public static uint GroupOf(byte value) => 1u << (value >> 3);
}
