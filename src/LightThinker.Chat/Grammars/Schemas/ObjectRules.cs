using System.Text;
using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// Writes the rules of objects: declared members in their order, each optional one there or not, then the others. One thread,
/// one object. There are two kinds of places: behind a member, where the object may close; and before one, where the separator is
/// written already and the choice is which member comes.
/// </summary>
internal sealed class ObjectRules
{
    private const int MaxPlaces = 50_000;
    private readonly GrammarRules _rules;
    private readonly ObjectShape _shape;
    private readonly string _space;
    private readonly IReadOnlyList<ObjectMember> _members;
    private readonly CountRange _count;
    private readonly int _counted;
    private readonly int _lastRequired;
    private readonly bool[,] _canWrite;
    private readonly Dictionary<Place, string> _ruleOf = [];
    private readonly Queue<Place> _open = new();

    public ObjectRules(GrammarRules rules, SchemaNode node, ObjectShape shape)
    {
        _rules = rules;
        _shape = shape;
        _space = rules.Shared(SharedRule.Space);
        _members = [.. shape.Members.Where(member => member.Value.CanEnd)];
        int required = _members.Count(member => member.IsRequired);
        _lastRequired = _members.Count - 1;
        while (_lastRequired >= 0 && !_members[_lastRequired].IsRequired)
        {
            _lastRequired--;
        }

        _count = new CountRange(
            shape.Count.Min > required ? shape.Count.Min : 0,
            shape.Count.Max < _members.Count || shape.Others is not null ? shape.Count.Max : null);

        // Beyond this it makes no difference how many are written already.
        _counted = Math.Max(Math.Max(1, _count.Min), Math.Min(_count.Max ?? 0, _members.Count + 1));
        if ((long)_counted * _members.Count > MaxPlaces)
        {
            throw new JsonSchemaException(
                node.Set.Path, "minProperties", "and 'maxProperties' are not supported for so many optional properties.");
        }

        _canWrite = new bool[_members.Count + 1, _counted + 1];
        for (int member = _members.Count; member >= 0; member--)
        {
            for (int written = 0; written <= _counted; written++)
            {
                _canWrite[member, written] = CanWriteOne(member, written) || CanSkip(member, written);
            }
        }
    }

    /// <returns>A GBNF expression.</returns>
    public string Write()
    {
        string start = $"\"{{\" {From(new Place(0, 0, IsBefore: false))}";
        while (_open.TryDequeue(out Place place))
        {
            _rules.Define(_ruleOf[place], Choices(place));
        }

        return start;
    }

    // What follows at a place, up to the next choice.
    private string From(Place place)
    {
        var text = new StringBuilder();
        while (true)
        {
            if (!place.IsBefore)
            {
                if (!_canWrite[place.Member, place.Written])
                {
                    return text.Append(Close(place.Written)).ToString();
                }

                if (CanClose(place.Member, place.Written))
                {
                    return text.Append(RuleOf(place)).ToString();
                }

                text.Append(Separator(place.Written)).Append(' ');
                place = place with { IsBefore = true };
            }
            else if (place.Member < _members.Count && !CanSkip(place.Member, place.Written))
            {
                text.Append(Member(place.Member)).Append(' ');
                place = new Place(place.Member + 1, After(place.Written), IsBefore: false);
            }
            else if (place.Member < _members.Count && !CanWriteOne(place.Member, place.Written))
            {
                place = place with { Member = place.Member + 1 };
            }
            else
            {
                return text.Append(RuleOf(place)).ToString();
            }
        }
    }

    private string Choices(Place place)
    {
        (int member, int written, bool isBefore) = place;
        if (!isBefore)
        {
            return $"{Separator(written)} {From(place with { IsBefore = true })} | {Close(written)}";
        }

        if (member < _members.Count)
        {
            return $"{Member(member)} {From(new Place(member + 1, After(written), IsBefore: false))} | "
                + From(place with { Member = member + 1 });
        }

        string other = _rules.Named("member", $"{_shape.OtherNames} \":\" \" \"? {_shape.Others!.Rule}");
        string further = _rules.Named("member", $"\",\" {_space} {other}");
        return $"{other} {Repetition.Write(_rules, further, 0, _count.Max - written - 1)} {_space} \"}}\"";
    }

    private string RuleOf(Place place)
    {
        if (!_ruleOf.TryGetValue(place, out string? rule))
        {
            rule = _rules.Reserve("rest");
            _ruleOf.Add(place, rule);
            _open.Enqueue(place);
        }

        return rule;
    }

    private bool CanSkip(int member, int written) =>
        member < _members.Count && !_members[member].IsRequired && _canWrite[member + 1, written];

    private bool CanWriteOne(int member, int written) => !(written >= _count.Max) && (member == _members.Count
        ? _shape.Others is { CanEnd: true } && written + 1 >= _count.Min
        : CanClose(member + 1, After(written)) || _canWrite[member + 1, After(written)]);

    private bool CanClose(int member, int written) => member > _lastRequired && written >= _count.Min;

    private int After(int written) => Math.Min(written + 1, _counted);

    private string Member(int member) =>
        $"{Gbnf.Literal($"{JsonText.Quote(_members[member].Name)}:")} \" \"? {_members[member].Value.Rule}";

    private string Separator(int written) => written == 0 ? _space : $"\",\" {_space}";

    private string Close(int written) => written == 0 ? "\"}\"" : $"{_space} \"}}\"";

    /// <param name="Member">The first that may still come.</param>
    /// <param name="Written">How many are written, as far as that is counted.</param>
    /// <param name="IsBefore">Whether the separator before a member is written.</param>
    private readonly record struct Place(int Member, int Written, bool IsBefore);
}
