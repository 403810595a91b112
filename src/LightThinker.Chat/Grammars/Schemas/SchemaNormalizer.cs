namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// Multiplies combining keywords out: a schema becomes alternatives of which a value must meet one. One thread at a time. It
/// recurses through <c>$ref</c>, <c>allOf</c>, <c>anyOf</c> and <c>oneOf</c>, within a limit.
/// </summary>
/// <param name="document">The schemas.</param>
internal sealed class SchemaNormalizer(SchemaDocument document)
{
    private readonly Dictionary<int, IReadOnlyList<SchemaConstraints>> _known = [];
    private readonly HashSet<int> _open = [];
    private readonly Queue<(SchemaKeyword Keyword, List<List<SchemaConstraints>> Branches)> _unproven = new();
    private long _combinations;

    /// <summary>The alternatives of all of several schemas together; empty if they plainly contradict one another.</summary>
    public IReadOnlyList<SchemaConstraints> Normalize(SchemaSet set)
    {
        IReadOnlyList<SchemaConstraints> alternatives = [SchemaConstraints.Any];
        foreach (SchemaLocation location in set.Locations)
        {
            alternatives = Multiply(location, alternatives, Normalize(location));
        }

        return alternatives;
    }

    /// <summary>
    /// Proves for each <c>oneOf</c> met so far that its schemas exclude one another. That looks into their members, which may lead
    /// back to the <c>oneOf</c>, and so comes after it.
    /// </summary>
    /// <exception cref="JsonSchemaException">It cannot be proved.</exception>
    public void CheckDisjoint()
    {
        var disjointness = new Disjointness(this);
        while (_unproven.TryDequeue(out (SchemaKeyword Keyword, List<List<SchemaConstraints>> Branches) next))
        {
            CheckDisjoint(next.Keyword, next.Branches, disjointness);
        }
    }

    /// <summary>Counts a step of work.</summary>
    /// <exception cref="JsonSchemaException">There were too many.</exception>
    public void Count(long steps = 1)
    {
        if ((_combinations += steps) > SchemaLimits.MaxCombinations)
        {
            throw new JsonSchemaException("", null, "combines too many schemas with one another.");
        }
    }

    private IReadOnlyList<SchemaConstraints> Normalize(SchemaLocation location)
    {
        if (_known.TryGetValue(location.Id, out IReadOnlyList<SchemaConstraints>? known))
        {
            return known;
        }

        if (!_open.Add(location.Id))
        {
            throw location.Error(null, "refers to itself without a value between, so it can never end.");
        }

        if (_open.Count > SchemaLimits.MaxReferences)
        {
            throw location.Error(null, $"is behind more than {SchemaLimits.MaxReferences} combining keywords and references.");
        }

        var combining = new List<SchemaKeyword>();
        IReadOnlyList<SchemaConstraints> alternatives = [new KeywordReader(document, location).Read(combining)];
        foreach (SchemaKeyword keyword in combining)
        {
            alternatives = Combine(alternatives, keyword);
        }

        _open.Remove(location.Id);
        _known.Add(location.Id, alternatives);
        return alternatives;
    }

    private IReadOnlyList<SchemaConstraints> Combine(IReadOnlyList<SchemaConstraints> alternatives, SchemaKeyword keyword)
    {
        if (keyword.Name == "$ref")
        {
            return Multiply(keyword.Owner, alternatives, Normalize(document.Resolve(keyword)));
        }

        List<SchemaLocation> schemas = keyword.Schemas(document);
        if (keyword.Name == "allOf")
        {
            return schemas.Aggregate(alternatives, (all, schema) => Multiply(schema, all, Normalize(schema)));
        }

        var branches = schemas.ConvertAll(schema => Multiply(schema, alternatives, Normalize(schema)));
        if (keyword.Name == "oneOf")
        {
            _unproven.Enqueue((keyword, branches));
        }

        List<SchemaConstraints> sum = [.. branches.SelectMany(branch => branch)];
        return sum.Count <= SchemaLimits.MaxAlternatives ? sum : throw TooMany(keyword.Owner);
    }

    private static void CheckDisjoint(SchemaKeyword keyword, List<List<SchemaConstraints>> branches, Disjointness disjointness)
    {
        for (int one = 0; one < branches.Count; one++)
        {
            for (int other = 0; other < branches.Count; other++)
            {
                if (one != other && !disjointness.Holds(branches[one], branches[other]))
                {
                    throw keyword.Error(
                        $"is supported only where no value can match two of its schemas; {Math.Min(one, other)} and "
                        + $"{Math.Max(one, other)} may overlap. Give them different types, or a required property with "
                        + "different constants, or use anyOf.");
                }
            }
        }
    }

    private List<SchemaConstraints> Multiply(
        SchemaLocation place, IReadOnlyList<SchemaConstraints> some, IReadOnlyList<SchemaConstraints> others)
    {
        var product = new List<SchemaConstraints>();
        foreach (SchemaConstraints one in some)
        {
            foreach (SchemaConstraints other in others)
            {
                Count(1 + ((long)(one.Values?.Count ?? 0) * (other.Values?.Count ?? 0) / 20)
                    + ((one.Required.Count + other.Required.Count) / 20));
                SchemaConstraints both = one.And(other);
                if (both.IsContradiction)
                {
                    continue;
                }

                product.Add(both);
                if (product.Count > SchemaLimits.MaxAlternatives)
                {
                    throw TooMany(place);
                }
            }
        }

        return product;
    }

    private static JsonSchemaException TooMany(SchemaLocation place) => place.Error(
        null, $"has more than {SchemaLimits.MaxAlternatives} alternatives once its combining keywords are multiplied out.");
}
