using System.Reflection;
using LightThinker.Training.Tests.TestKit;
using TorchSharp;

namespace LightThinker.Training.Tests.Scalars;

/// <summary>
/// Finds where a method lets TorchSharp compute with a scalar that nothing keeps alive (see <c>Decoders/Scalars</c> in the
/// program): one that is made as an argument, or inside a method of TorchSharp. Not thread-safe.
/// </summary>
internal sealed class TemporaryScalars
{
    private static readonly Module Torch = typeof(Scalar).Module;

    private readonly Dictionary<MethodBase, bool> _makes = [];

    /// <returns>One line for each such place.</returns>
    public IEnumerable<string> In(MethodBase method)
    {
        var code = MethodCode.Of(method);
        for (int i = 0; i < code.Count; i++)
        {
            if (code[i].Callee is not { } callee || callee.Module != Torch)
            {
                continue;
            }

            if (MakesScalar(callee))
            {
                if (!IsKept(code, i))
                {
                    yield return $"{NameOf(method)} makes a scalar without a name; write 'using Scalar name = …' before.";
                }
            }
            else if (MakesInside(callee))
            {
                yield return $"{NameOf(method)} calls {NameOf(callee)}, which makes a scalar inside.";
            }
        }
    }

    /// <summary>Kept is what goes to a field, or to a local that is disposed: a collector may take any other local's early.</summary>
    private static bool IsKept(IReadOnlyList<Instruction> code, int made)
    {
        var next = code[made + 1];
        return next.Stores && (next.Local < 0 || Enumerable.Range(made + 2, code.Count - made - 3).Any(i =>
            code[i].Local == next.Local && !code[i].Stores && code[i + 1].Callee?.Name == nameof(IDisposable.Dispose)));
    }

    private static bool MakesScalar(MethodBase method) =>
        (method.DeclaringType == typeof(Scalar) && (method.IsConstructor || method.Name == "op_Implicit"))
        || (method is MethodInfo info && info.ReturnType == typeof(Scalar) && method.DeclaringType == typeof(ScalarExtensionMethods));

    /// <summary>Whether a method of TorchSharp makes a scalar, itself or through others of its methods.</summary>
    private bool MakesInside(MethodBase method)
    {
        if (!_makes.TryGetValue(method, out bool makes))
        {
            _makes[method] = Reachable(method).Any(MakesScalar);
            makes = _makes[method];
        }

        return makes;
    }

    private static HashSet<MethodBase> Reachable(MethodBase start)
    {
        var found = new HashSet<MethodBase> { start };
        var open = new Stack<MethodBase>(found);
        while (open.TryPop(out var method))
        {
            foreach (var callee in MethodCode.Of(method).Select(instruction => instruction.Callee).OfType<MethodBase>())
            {
                if (callee.Module == Torch && found.Add(callee))
                {
                    open.Push(callee);
                }
            }
        }

        return found;
    }

    private static string NameOf(MethodBase method) =>
        $"{method.DeclaringType?.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
}
