namespace Workflows.Language;

/// <summary>What somebody who misspelt a name probably meant.</summary>
public static class Spelling
{
    /// <summary>您是不是要写 …: the closest allowed name, or all of them.</summary>
    /// <param name="called">What is said of a name after it; null: nothing.</param>
    public static string Nearest(string name, IEnumerable<string> allowed, Func<string, string>? called = null)
    {
        var all = allowed.Order(StringComparer.Ordinal).ToArray();
        var best = all.MinBy(a => Distance(name, a));
        return best switch
        {
            null => "现在一个也没有。",
            _ when IsNear(name, best) => $"是否要写“{best}”？",
            _ => $"可用的有：{string.Join("、", all.Select(a => a + called?.Invoke(a)))}",
        };
    }

    /// <summary>Is the one probably the other, misspelt?</summary>
    public static bool IsNear(string name, string other) => Distance(name, other) <= 2;

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
