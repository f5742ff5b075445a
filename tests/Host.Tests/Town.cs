using Workflows.Organisation;

namespace Workflows.Host.Tests;

/// <summary>A host with a small fictitious town: a 工委, an 机关党委 and two branches, and somebody of each sort with an account.</summary>
public sealed class Town : IAsyncLifetime
{
    public const string Password = "correct horse 1";

    private RunningHost? host;

    internal RunningHost Host => host!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.Start();
        await Populate(host);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>A visitor who has signed in; users are admin, organiser (of the 工委), auditor, secretary (of branch-1), member (of branch-1), other (secretary of branch-2).</summary>
    internal async Task<Visitor> SignedIn(string user)
    {
        var visitor = Host.Visit();
        var answer = await visitor.SignIn(user, Password);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        return visitor;
    }

    /// <summary>People who hold posts at the top besides those of the town, each with an account.</summary>
    internal async Task Appoint(params (string User, string Name, string Role)[] people)
    {
        await Host.Save(new RegisterRows
        {
            People = [.. people.Select(p => new Person("p-" + p.User, p.Name, new DateOnly(1975, 5, 4), Sex.Male))],
            Posts = [.. people.Select(p => new Post("p-" + p.User, "top", p.Role, new DateOnly(2020, 1, 1)))],
        });
        foreach (var (user, _, _) in people)
            await Host.AddAccount(user, "p-" + user, Password);
    }

    internal static async Task Populate(RunningHost host)
    {
        DateOnly since = new(2020, 1, 1);
        (string User, string Name, string Unit, string? Role)[] people =
        [
            ("admin", "管甲", "top", Roles.Administrator),
            ("organiser", "组乙", "top", Roles.OrganisationSection),
            ("auditor", "审丙", "top", Roles.Auditor),
            ("secretary", "书丁", "branch-1", Roles.Secretary),
            ("member", "员戊·甲", "branch-1", null),
            ("other", "他己", "branch-2", Roles.Secretary),
        ];
        await host.Save(new RegisterRows
        {
            Units =
            [
                new("top", "示例市直工委", UnitKind.WorkCommittee, null, since),
                new("agency", "示例局机关党委", UnitKind.AgencyCommittee, "top", since),
                new("branch-1", "示例局第一支部", UnitKind.Branch, "agency", since),
                new("branch-2", "示例局第二支部", UnitKind.Branch, "agency", since),
            ],
            People = [.. people.Select(p => new Person("p-" + p.User, p.Name, new DateOnly(1980, 2, 29), Sex.Female)), new Person("p-guest", "无号庚", null, Sex.Male)],
            Memberships = [.. people.Where(p => p.Unit != "top").Select(p => new Membership("p-" + p.User, p.Unit, MembershipStage.Full, since))],
            Disciplines = [new Discipline("p-member", DisciplineKind.PartyProbation, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1))],
            Posts = [.. people.Where(p => p.Role is not null).Select(p => new Post("p-" + p.User, p.Unit, p.Role!, since))],
            Terms = [new Term("branch-1", new DateOnly(2023, 11, 20), 3), new Term("branch-2", new DateOnly(2024, 3, 1), 3)],
        });
        foreach (var (user, _, _, _) in people)
            await host.AddAccount(user, "p-" + user, Password);
    }
}
