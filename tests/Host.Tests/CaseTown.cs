using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Clock;
using Workflows.Host.Start;
using Workflows.Organisation;

namespace Workflows.Host.Tests;

/// <summary>A host with two agencies, their branches and procedures of its own, and somebody of each sort with an account.</summary>
public sealed class CaseTown : IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> signedIn = new(StringComparer.Ordinal);
    private readonly string folder = Directory.CreateTempSubdirectory("host-tests-").FullName;
    private RunningHost? host;

    internal RunningHost Host => host!;

    public async Task InitializeAsync() => await Start();

    public async Task DisposeAsync()
    {
        await Stop();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start(DateTimeOffset? now = null, Func<StartOptions, StartOptions>? change = null)
    {
        var isNew = !Directory.Exists(Path.Combine(folder, "definitions"));
        if (isNew)
            Definitions.WriteTo(Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName);
        host = await RunningHost.Start(Path.Combine(folder, "data"), o =>
            (change?.Invoke(o) ?? o) with { Definitions = Path.Combine(folder, "definitions") }, now: now);
        if (isNew)
            await Populate(host);
    }

    /// <summary>The host ends and starts again on the same data; everybody has to sign in anew.</summary>
    internal async Task Restart(Func<StartOptions, StartOptions>? change = null)
    {
        var now = Host.Clock.GetUtcNow();
        await Stop();
        await Start(now, change);
    }

    /// <summary>
    /// Somebody signed in, once a test class: admin, auditor, work (组织部 of the 工委) at the top; section, head, auditor-1 of agency-1; section-2 of agency-2;
    /// secretary, organiser, member (no post) of branch-1; other (secretary of branch-2); far (secretary of branch-9 under agency-2); nobody (no post, no branch).
    /// </summary>
    internal async Task<Visitor> As(string user)
    {
        if (signedIn.TryGetValue(user, out var known))
            return known;

        var visitor = Host.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn(user, Town.Password)).Status);
        return signedIn[user] = visitor;
    }

    /// <summary>Passes days, the clock waking on each; sessions that have ended meanwhile begin anew.</summary>
    internal async Task PassDays(int days)
    {
        for (var i = 0; i < days; i++)
        {
            Host.Clock.Pass(TimeSpan.FromDays(1));
            await Host.Services.GetRequiredService<ClockWork>().RunDeadlines();
        }

        foreach (var (user, visitor) in signedIn)
            await visitor.SignIn(user, Town.Password);
    }

    internal static async Task Populate(RunningHost host)
    {
        DateOnly since = new(2020, 1, 1);
        (string User, string Name, string? Unit, string? Role)[] people =
        [
            ("admin", "管甲", "top", Roles.Administrator), ("auditor", "审丙", "top", Roles.Auditor), ("work", "工乙", "top", Roles.OrganisationSection),
            ("section", "科丁", "agency-1", Roles.OrganisationSection), ("head", "长戊", "agency-1", Roles.SectionHead), ("auditor-1", "察己", "agency-1", Roles.Auditor),
            ("section-2", "科庚", "agency-2", Roles.OrganisationSection),
            ("secretary", "书辛", "branch-1", Roles.Secretary), ("organiser", "组壬", "branch-1", Roles.Organiser), ("member", "员癸", "branch-1", null),
            ("other", "他子", "branch-2", Roles.Secretary), ("far", "远丑", "branch-9", Roles.Secretary), ("nobody", "无寅", null, null),
        ];
        var memberships = people.Where(p => p.Unit?.StartsWith("branch", StringComparison.Ordinal) == true).Select(p => new Membership("p-" + p.User, p.Unit!, MembershipStage.Full, since));
        await host.Save(new RegisterRows
        {
            Units =
            [
                new("top", "示例市直工委", UnitKind.WorkCommittee, null, since),
                new("agency-1", "示例一局机关党委", UnitKind.AgencyCommittee, "top", since), new("agency-2", "示例二局机关党委", UnitKind.AgencyCommittee, "top", since),
                new("branch-1", "示例一局第一支部", UnitKind.Branch, "agency-1", since), new("branch-2", "示例一局第二支部", UnitKind.Branch, "agency-1", since),
                new("branch-9", "示例二局第一支部", UnitKind.Branch, "agency-2", since),
            ],
            People = [.. people.Select(p => new Person("p-" + p.User, p.Name, new DateOnly(1980, 2, 29), Sex.Female))],
            Memberships = [.. memberships],
            Posts = [.. people.Where(p => p.Role is not null).Select(p => new Post("p-" + p.User, p.Unit!, p.Role!, since))],
            Terms = [new Term("branch-1", new DateOnly(2024, 2, 29), 3)],
        });
        foreach (var (user, _, _, _) in people)
            await host.AddAccount(user, "p-" + user, Town.Password);
    }

    private async Task Stop()
    {
        foreach (var visitor in signedIn.Values)
            visitor.Dispose();
        signedIn.Clear();
        await Host.DisposeAsync();
    }
}
