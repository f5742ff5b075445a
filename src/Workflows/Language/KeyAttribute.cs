namespace Workflows.Language;

/// <summary>What a key of a definition is called in Chinese, and what whoever writes it should know; the schema, the manual and the designer read it.</summary>
/// <param name="title">Its name, as over a field of a form.</param>
/// <param name="help">What it does, in one or two sentences.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute(string title, string help) : Attribute
{
    public string Title { get; } = title;

    public string Help { get; } = help;

    /// <summary>How it may be written, after the colon; empty where the kind says enough.</summary>
    public string Example { get; init; } = "";

    /// <summary>For numbers: the smallest and the largest; equal where there is no limit.</summary>
    public int Min { get; init; }

    public int Max { get; init; }
}
