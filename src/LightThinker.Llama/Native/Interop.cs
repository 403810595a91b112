using System.Runtime.CompilerServices;

// Structs cross the border as they lie in memory, and a missing marshalling rule is a build error.
[assembly: DisableRuntimeMarshalling]
