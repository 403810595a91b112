using System.Text;

namespace LightThinker.Chat.Grammars.Strings;

/// <summary>Names as a tree of their characters. One thread at a time.</summary>
internal sealed class NameTree
{
    /// <summary>Whether a name ends here.</summary>
    public bool IsEnd { get; private set; }

    public SortedDictionary<int, NameTree> Next { get; } = [];

    /// <summary>The rule of what may follow.</summary>
    public string Rule { get; set; } = "";

    public void Add(string name)
    {
        NameTree tree = this;
        foreach (Rune character in name.EnumerateRunes())
        {
            if (!tree.Next.TryGetValue(character.Value, out NameTree? next))
            {
                next = new NameTree();
                tree.Next.Add(character.Value, next);
            }

            tree = next;
        }

        tree.IsEnd = true;
    }
}
