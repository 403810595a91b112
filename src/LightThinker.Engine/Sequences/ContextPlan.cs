namespace LightThinker.Engine.Sequences;

/// <summary>The ordered operations a sequence still has to do on its context. Engine thread only.</summary>
public sealed class ContextPlan
{
}
