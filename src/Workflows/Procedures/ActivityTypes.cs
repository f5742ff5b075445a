using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>Every activity there is, found by scanning, by the name that definitions use.</summary>
public static class ActivityTypes
{
    private static readonly ConcurrentDictionary<Type, ActivityAttribute> about = [];

    public static ImmutableSortedDictionary<string, (Type Type, string Title)> All { get; } =
        typeof(ActivityTypes).Assembly.GetTypes()
            .Select(t => (Type: t, About: t.GetCustomAttribute<ActivityAttribute>()))
            .Where(t => t.About is not null)
            .ToImmutableSortedDictionary(t => t.About!.Name, t => (t.Type, t.About!.Title), StringComparer.Ordinal);

    public static string NameOf(Activity activity) => About(activity).Name;

    public static string TitleOf(Activity activity) => About(activity).Title;

    private static ActivityAttribute About(Activity activity) =>
        about.GetOrAdd(activity.GetType(), type => type.GetCustomAttribute<ActivityAttribute>()!);
}
