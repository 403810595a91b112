using System.Text;
using System.Text.Json;

namespace LightThinker.Chat.Tools;

/// <summary>
/// Reads a call that is one JSON object with a name and arguments, in any order. Belongs to one parser; not
/// thread-safe.
/// </summary>
/// <param name="mayBeText">
/// Whether the object may as well be no call, because no delimiter stands before it: then it must have arguments, and no
/// other keys than calls have.
/// </param>
/// <param name="isTool">Whether a tool has this name; asked only where the object may be no call.</param>
internal sealed class JsonCallReader(bool mayBeText, Func<string, bool> isTool) : CallReader
{
    private readonly StringBuilder _text = new();
    private Place _place;
    private Key _key;
    private JsonExtent _extent;
    private bool _inArguments;

    private enum Place
    {
        Start,
        FirstKey,
        NextKey,
        InKey,
        Colon,
        BeforeValue,
        InValue,
        AfterValue,
    }

    private enum Key
    {
        Other,
        Name,
        Arguments,
    }

    public override CallStep Take(char next)
    {
        if (_place is Place.InKey or Place.InValue)
        {
            return _place == Place.InKey ? TakeInKey(next) : TakeInValue(next);
        }

        if (IsSpace(next))
        {
            return CallStep.Taken;
        }

        switch (_place, next)
        {
            case (Place.Start, '{'):
                return Go(Place.FirstKey);
            case (Place.FirstKey or Place.NextKey, '"'):
                _extent = default;
                _text.Clear();
                _place = Place.InKey;
                return TakeInKey(next);
            case (Place.FirstKey or Place.AfterValue, '}'):
                return End();
            case (Place.Colon, ':'):
                return Go(Place.BeforeValue);
            case (Place.AfterValue, ','):
                return Go(Place.NextKey);
            case (Place.BeforeValue, '"' or '{' or '[' or '-' or (>= '0' and <= '9') or 't' or 'f' or 'n'):
                _extent = default;
                _text.Clear();
                _place = Place.InValue;
                _inArguments = _key == Key.Arguments && next == '{';
                IsCall |= _inArguments && Name is not null;
                return TakeInValue(next);
            default:
                return Refuse(next.ToString());
        }
    }

    private CallStep TakeInKey(char next)
    {
        _text.Append(next);
        if (!_extent.Take(next, out _))
        {
            return CallStep.Taken;
        }

        var key = Unquote(_text.ToString());
        _key = key switch
        {
            "name" when Name is null => Key.Name,
            "arguments" or "parameters" when !HasAllArguments => Key.Arguments,
            _ => Key.Other,
        };
        return mayBeText && key is not ("name" or "arguments" or "parameters" or "type" or "id")
            ? Refuse(next.ToString())
            : Go(Place.Colon);
    }

    private CallStep TakeInValue(char next)
    {
        var ended = _extent.Take(next, out var before);
        if (before)
        {
            return EndScalar() ? Take(next) : Refuse(next.ToString());
        }

        if (_inArguments)
        {
            Arguments.Append(next);
            HasAllArguments = ended;
            return ended ? Go(Place.AfterValue) : CallStep.Taken;
        }

        _text.Append(next);
        return !ended ? CallStep.Taken : EndText() ? Go(Place.AfterValue) : Refuse(next.ToString());
    }

    /// <summary>A number or a word has ended.</summary>
    private bool EndScalar()
    {
        _place = Place.AfterValue;
        return _key == Key.Other || (_key == Key.Arguments && _text.ToString() == "null");
    }

    /// <summary>A string, an array or another object has ended.</summary>
    private bool EndText()
    {
        switch (_key)
        {
            case Key.Name:
                Name = Unquote(_text.ToString());
                IsCall = HasAllArguments;
                return !string.IsNullOrEmpty(Name) && (!mayBeText || isTool(Name));
            case Key.Arguments:
                // Some models quote the object, as OpenAI's own messages do.
                var quoted = Unquote(_text.ToString());
                if (quoted is null || !IsObject(quoted))
                {
                    return false;
                }

                Arguments.Append(quoted);
                HasAllArguments = true;
                IsCall = Name is not null;
                return true;
            default:
                return true;
        }
    }

    private CallStep End()
    {
        if (Name is null || (mayBeText && !HasAllArguments))
        {
            return Refuse("}");
        }

        if (!HasAllArguments)
        {
            // A function without parameters, called without arguments.
            Arguments.Append("{}");
        }

        (IsCall, HasAllArguments) = (true, true);
        return CallStep.Ended;
    }

    private CallStep Go(Place place)
    {
        _place = place;
        return CallStep.Taken;
    }

    private static string? Unquote(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\r' or '\t';
}
