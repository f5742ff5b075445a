using System.Globalization;

namespace Workflows.Rules;

/// <summary>People's names as lists have them: compared without the spaces that only lay them out, so that 张　三 and “张三 ” are one.</summary>
public static class PersonNames
{
    /// <summary>Compares two names as <see cref="Plain"/> has them.</summary>
    public static IEqualityComparer<string> Same { get; } = EqualityComparer<string>.Create(
        (one, other) => Plain(one ?? "") == Plain(other ?? ""), name => Plain(name).GetHashCode(StringComparison.Ordinal));

    /// <summary>The name without spaces, full-width and invisible ones included.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format));

    /// <summary>Every name once, plain, in order; what is no name is left out.</summary>
    public static string[] Listed(IEnumerable<string> names) => [.. names.Select(Plain).Where(n => n.Length > 0).Distinct()];

    /// <summary>Those of the names that the other list has too.</summary>
    public static string[] Among(IEnumerable<string> names, IEnumerable<string>? listed) => listed is null ? [] : [.. Listed(names).Intersect(Listed(listed))];
}
