namespace LightThinker.Chat.Templates;

/// <summary>Why a template gave no prompt.</summary>
public enum ChatTemplateError
{
    /// <summary>The template is not valid Jinja; known when it is compiled.</summary>
    Syntax,

    /// <summary>The template refused the conversation by its own rules (<c>raise_exception</c>); the client can mend it.</summary>
    Raised,

    /// <summary>An argument given to the template is not allowed; the client can mend it.</summary>
    Argument,

    /// <summary>The template failed on this conversation, for example by an operation on a missing value.</summary>
    Failed,

    /// <summary>The template was stopped: it went over its time, memory or recursion limit.</summary>
    LimitExceeded,
}
