using System.Reflection;
using System.Reflection.Emit;

namespace LightThinker.Training.Tests.TestKit;

/// <summary>One instruction of a method's compiled code. Immutable.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Callee">The method it calls, makes an object with or points to; null for other instructions.</param>
/// <param name="Local">The local variable it stores or loads; -1 for other instructions.</param>
internal sealed record Instruction(OpCode Code, MethodBase? Callee, int Local)
{
    public bool Stores => Code.Name!.StartsWith("st", StringComparison.Ordinal);
}
