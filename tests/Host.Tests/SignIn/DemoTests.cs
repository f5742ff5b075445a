using System.Net;
using System.Text.RegularExpressions;
using Workflows.Host.Start;

namespace Workflows.Host.Tests.SignIn;

public sealed partial class DemoTests : IDisposable
{
    private readonly TempFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task The_first_start_prints_accounts_that_can_sign_in()
    {
        await using var host = await Start();
        var passwords = Passwords(host);

        Assert.InRange(passwords.Count, 12, 60);
        foreach (var account in new[] { "shuji-a", "jianpiao-a", "zuzhibu-g", "shenji" })
        {
            using var visitor = host.Visit();
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn(account, passwords[account])).Status);
        }

        using var admin = host.Visit();
        Assert.True((bool)(await admin.SignIn("guanli", passwords["guanli"])).Json!["may"]!["administer"]!);
        var tree = (await admin.Get("/api/organisation/tree")).Json!.AsArray();
        Assert.InRange(tree.Count, 73, 200);
        Assert.InRange((int)tree[0]!["members"]!, 700, 2000);
        Assert.Contains(tree, u => (string?)u!["termState"] == "overdue");
    }

    [Fact]
    public async Task Later_starts_print_no_password_until_asked_for_new_ones()
    {
        Dictionary<string, string> first;
        await using (var host = await Start())
            first = Passwords(host);

        await using (var host = await Start())
        {
            Assert.Empty(Passwords(host));
            Assert.Contains("--reset-passwords", host.Console.ToString(), StringComparison.Ordinal);
            using var visitor = host.Visit();
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn("guanli", first["guanli"])).Status);
        }

        await using (var host = await Start(reset: true))
        {
            var again = Passwords(host);
            Assert.Equal(first.Keys.Order(StringComparer.Ordinal), again.Keys.Order(StringComparer.Ordinal));
            Assert.NotEqual(first["guanli"], again["guanli"]);
            using var visitor = host.Visit();
            Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.SignIn("guanli", first["guanli"])).Status);
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn("guanli", again["guanli"])).Status);
        }
    }

    [Fact]
    public async Task A_real_register_is_never_mixed_with_the_sample()
    {
        await using (var host = await RunningHost.Start(data.Path))
            await Town.Populate(host);

        var trouble = await Assert.ThrowsAsync<StartTrouble>(() => Start());

        Assert.Equal("数据目录中已有名册，没有导入示例。", trouble.Message);
    }

    private Task<RunningHost> Start(bool reset = false) => RunningHost.Start(data.Path, o => o with { Demo = true, ResetPasswords = reset });

    private static Dictionary<string, string> Passwords(RunningHost host) =>
        Line().Matches(host.Console.ToString()).ToDictionary(m => m.Groups["account"].Value, m => m.Groups["password"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^  (?<account>[\w-]+) +(?<password>\w{4}-\w{4}-\w{4}-\w{4})  \S+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
