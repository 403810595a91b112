using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace LightThinker.Training.Tests.TestKit;

/// <summary>Reads the compiled code (ECMA-335) of methods that are loaded. Thread-safe.</summary>
internal static class MethodCode
{
    private const byte TwoByteMark = 0xFE;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>The methods and constructors of an assembly, those that the compiler made for lambdas and iterators too.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        return assembly.GetTypes()
            .SelectMany(type => type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
            .Where(method => method.GetMethodBody() is not null);
    }

    /// <summary>The method's instructions in order; none for a method without code.</summary>
    public static IReadOnlyList<Instruction> Of(MethodBase method)
    {
        var instructions = new List<Instruction>();
        byte[] bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        int at = 0;
        while (at < bytes.Length)
        {
            int value = bytes[at++];
            var code = Codes[value == TwoByteMark ? (TwoByteMark << 8) | bytes[at++] : value];
            instructions.Add(new Instruction(code, CalleeOf(method, code, bytes, at), LocalOf(code, bytes, at)));
            at += OperandLength(code, bytes, at);
        }

        return instructions;
    }

    private static MethodBase? CalleeOf(MethodBase method, OpCode code, byte[] bytes, int at) =>
        code.OperandType == OperandType.InlineMethod
            ? method.Module.ResolveMethod(
                BitConverter.ToInt32(bytes, at),
                method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
                method.IsGenericMethod ? method.GetGenericArguments() : null)
            : null;

    // The first four locals are part of the code's name: stloc.0, ldloc.3.
    private static int LocalOf(OpCode code, byte[] bytes, int at) => code.Name!.Split('.') switch
    {
        ["stloc" or "ldloc", "s"] => bytes[at],
        ["stloc" or "ldloc", { } number] => int.Parse(number, CultureInfo.InvariantCulture),
        ["stloc" or "ldloc"] => BitConverter.ToUInt16(bytes, at),
        _ => -1,
    };

    private static int OperandLength(OpCode code, byte[] bytes, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
        _ => 4,
    };
}
