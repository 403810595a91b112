using LightThinker.Chat.Grammars.Rules;
using LightThinker.Chat.Grammars.Strings;

namespace LightThinker.Chat.Grammars.Schemas;

/// <summary>
/// Writes the rules of objects: declared members in their order, each optional one there or not, then the others. One thread,
/// one object.
/// </summary>
internal sealed class ObjectRules
{
    private const int MaxPlaces = 50_000;
    private readonly GrammarRules _rules;
    private readonly SchemaNode _node;
    private readonly ObjectShape _shape;
    private readonly string _space;
    private readonly IReadOnlyList<ObjectMember> _members;
    private readonly CountRange _count;
    private readonly int _counted;
    private readonly bool[,] _isPossible;
    private readonly Dictionary<(int Member, int Written), string> _ruleOf = [];

    public ObjectRules(GrammarRules rules, SchemaNode node, ObjectShape shape)
    {
        _rules = rules;
        _node = node;
        _shape = shape;
        _space = rules.Shared(SharedRule.Space);
        _members = [.. shape.Members.Where(member => member.Value.CanEnd)];
        _count = new CountRange(
            shape.Count.Min > _members.Count(member => member.IsRequired) ? shape.Count.Min : 0,
            shape.Count.Max < _members.Count || shape.Others is not null ? shape.Count.Max : null);

        // Beyond this it makes no difference how many are written already.
        _counted = Math.Max(Math.Max(1, _count.Min), Math.Min(_count.Max ?? 0, _members.Count + 1));
        if ((long)_counted * _members.Count > MaxPlaces)
        {
            throw new JsonSchemaException(
                node.Set.Path, "minProperties", "and 'maxProperties' are not supported for so many optional properties.");
        }

        _isPossible = new bool[_members.Count + 1, _counted + 1];
        for (int member = _members.Count; member >= 0; member--)
        {
            for (int written = 0; written <= _counted; written++)
            {
                _isPossible[member, written] = member == _members.Count
                    ? CanClose(written) || CanWriteOthers(written)
                    : CanSkip(member, written) || CanWrite(member, written);
            }
        }
    }

    /// <returns>A GBNF expression.</returns>
    public string Write()
    {
        string start = $"\"{{\" {From(0, 0)}";

        // Depth is bounded by hand: each rule that From asks for is written here, in turn.
        while (_open.TryDequeue(out (int Member, int Written) place))
        {
            _rules.Define(_ruleOf[place], Choices(place.Member, place.Written));
        }

        return start;
    }

    private readonly Queue<(int Member, int Written)> _open = new();

    // What follows, up to the next choice.
    private string From(int member, int written)
    {
        var text = new System.Text.StringBuilder();
        for (; member < _members.Count && !CanSkip(member, written); member++)
        {
            text.Append(Member(member, written)).Append(' ');
            written = After(written);
        }

        if (member == _members.Count && !CanWriteOthers(written))
        {
            return text.Append(Close(written)).ToString();
        }

        if (!_ruleOf.TryGetValue((member, written), out string? rule))
        {
            rule = _rules.Reserve($"{_node.Rule["json-".Length..]}-rest");
            _ruleOf.Add((member, written), rule);
            _open.Enqueue((member, written));
        }

        return text.Append(rule).ToString();
    }

    private string Choices(int member, int written)
    {
        var choices = new List<string>();
        if (member < _members.Count)
        {
            if (CanWrite(member, written))
            {
                choices.Add($"{Member(member, written)} {From(member + 1, After(written))}");
            }

            choices.Add(From(member + 1, written));
            return string.Join(" | ", choices);
        }

        string other = _rules.Named("member", $"{_shape.OtherNames} \":\" \" \"? {_shape.Others!.Rule}");
        string further = _rules.Named("member", $"\",\" {_space} {other}");
        int? left = _count.Max - written - 1;
        choices.Add($"{Separator(written)} {other} {Repetition.Write(_rules, further, 0, left)} {_space} \"}}\"");
        if (CanClose(written))
        {
            choices.Add(Close(written));
        }

        return string.Join(" | ", choices);
    }

    private bool CanSkip(int member, int written) => !_members[member].IsRequired && _isPossible[member + 1, written];

    private bool CanWrite(int member, int written) => !(written >= _count.Max) && _isPossible[member + 1, After(written)];

    private bool CanClose(int written) => written >= _count.Min;

    private bool CanWriteOthers(int written) =>
        _shape.Others is { CanEnd: true } && !(written >= _count.Max) && written + 1 >= _count.Min;

    private int After(int written) => Math.Min(written + 1, _counted);

    private string Member(int member, int written) =>
        $"{Separator(written)} {Gbnf.Literal($"{JsonText.Quote(_members[member].Name)}:")} \" \"? {_members[member].Value.Rule}";

    private string Separator(int written) => written == 0 ? _space : $"\",\" {_space}";

    private string Close(int written) => written == 0 ? "\"}\"" : $"{_space} \"}}\"";
}
