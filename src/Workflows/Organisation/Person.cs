using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>性别, as printed on a list of candidates.</summary>
public enum Sex
{
    [Label("男")]
    Male,

    [Label("女")]
    Female,
}

/// <summary>Somebody the register knows; what they are in the party is said by <see cref="Membership"/> and <see cref="Post"/>.</summary>
/// <param name="Name">As written on the identity card; rare characters and the 间隔号 included.</param>
/// <param name="Born">Day of birth, or its month where the register has no day; null when it has neither.</param>
public sealed record Person(string Id, string Name, DayOrMonth? Born, Sex Sex)
{
    /// <summary>民族, as in 汉族; empty when not known.</summary>
    public string Ethnicity { get; init; } = "";

    /// <summary>学历学位; empty when not known.</summary>
    public string Education { get; init; } = "";

    /// <summary>现任职务 in the office (not the party post); empty when not known.</summary>
    public string Position { get; init; } = "";
}
