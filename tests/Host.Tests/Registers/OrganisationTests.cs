using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Host.Tests.Registers;

public sealed class OrganisationTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("admin", "top agency branch-1 branch-2")]
    [InlineData("auditor", "top agency branch-1 branch-2")]
    [InlineData("secretary", "top agency branch-1")]
    [InlineData("member", "top agency branch-1")]
    [InlineData("other", "top agency branch-2")]
    public async Task The_tree_reaches_as_far_as_the_posts(string user, string units)
    {
        using var visitor = await town.SignedIn(user);

        var tree = (await visitor.Get("/api/organisation/tree")).Json!.AsArray();

        Assert.Equal(units.Split(' '), tree.Select(u => (string)u!["id"]!));
    }

    [Fact]
    public async Task Above_ones_own_unit_only_names_are_seen()
    {
        using var secretary = await town.SignedIn("secretary");

        var tree = (await secretary.Get("/api/organisation/tree")).Json!.AsArray();
        var agency = (await secretary.Get("/api/organisation/units/agency")).Json!;

        Assert.Equal((null, 2), ((int?)tree[1]!["members"], (int)tree[2]!["members"]!));
        Assert.False((bool)agency["seesMembers"]!);
        Assert.Empty(agency["members"]!.AsArray());
        Assert.Null(agency["counts"]);
        Assert.Equal(["branch-1"], agency["below"]!.AsArray().Select(u => (string)u!["id"]!));
    }

    [Fact]
    public async Task A_unit_out_of_reach_is_as_if_it_did_not_exist()
    {
        using var secretary = await town.SignedIn("secretary");

        var hidden = await secretary.Get("/api/organisation/units/branch-2");
        var missing = await secretary.Get("/api/organisation/units/branch-9");

        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(missing.Text, hidden.Text);
    }

    [Fact]
    public async Task A_secretary_reads_the_roll_with_who_may_vote_and_why_not()
    {
        using var secretary = await town.SignedIn("secretary");

        var branch = (await secretary.Get("/api/organisation/units/branch-1")).Json!;

        Assert.Equal("书记", (string?)branch["posts"]![0]!["roleTitle"]);
        Assert.Equal("示例局机关党委", (string?)branch["superior"]!["name"]);
        Assert.Equal((2, 1), ((int)branch["counts"]!["full"]!, (int)branch["counts"]!["entitled"]!));
        var punished = branch["members"]!.AsArray().Single(m => (string?)m!["person"] == "p-member")!;
        Assert.False((bool)punished["vote"]!);
        Assert.Contains("留党察看", (string?)punished["whyNot"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_does_not_read_why_a_colleague_has_no_vote()
    {
        await town.Host.Save(new RegisterRows
        {
            Memberships = [new Membership("p-guest", "branch-1", MembershipStage.Full, new DateOnly(2027, 1, 1), new DateOnly(2027, 6, 1))],
            Disciplines = [new Discipline("p-guest", DisciplineKind.PartyProbation, new DateOnly(2027, 1, 1))],
        });
        using var member = await town.SignedIn("member");

        var members = (await member.Get("/api/organisation/units/branch-1?on=2027-03-01")).Json!["members"]!.AsArray();

        var colleague = members.Single(m => (string?)m!["person"] == "p-guest")!;
        Assert.False((bool)colleague["vote"]!);
        Assert.Null(colleague["whyNot"]);
    }

    [Fact]
    public async Task A_unit_is_shown_as_it_stood_on_a_day()
    {
        using var admin = await town.SignedIn("admin");

        Assert.Equal("示例局第一支部在 2019年12月31日尚未成立或已经撤销。", (await admin.Get("/api/organisation/units/branch-1?on=2019-12-31")).Title);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/api/organisation/units/branch-1?on=2020-01-01")).Status);
    }

    [Theory]
    [InlineData("2026-05-19", "fine")]
    [InlineData("2026-05-20", "soon")]
    [InlineData("2026-11-20", "soon")]
    [InlineData("2026-11-21", "overdue")]
    public async Task A_term_is_soon_over_from_six_months_ahead_and_overdue_from_the_day_after(string on, string state)
    {
        using var admin = await town.SignedIn("admin");

        var term = (await admin.Get($"/api/organisation/units/branch-1?on={on}")).Json!["term"]!;

        Assert.Equal(state, (string?)term["state"]);
        Assert.Equal(
            ("2026-11-20", "2026-05-20", "2025-11-20", "2027-11-20"),
            ((string)term["expires"]!, (string)term["reminder"]!, (string)term["earliest"]!, (string)term["latest"]!));
    }

    [Fact]
    public async Task The_election_calendar_opens_on_what_is_late_and_what_ends_next_whatever_the_year_and_shows_a_year_when_asked()
    {
        using var admin = await town.SignedIn("admin");
        static string[] Units(Answer answer) => [.. answer.Json!.AsArray().Select(r => (string)r!["unit"]!)];

        Assert.Equal(["branch-1", "branch-2"], Units(await admin.Get("/api/organisation/terms")));
        Assert.Equal(["branch-1"], Units(await admin.Get("/api/organisation/terms?year=2026")));
        Assert.Equal(["branch-2"], Units(await admin.Get("/api/organisation/terms?year=2027")));
        Assert.Equal("年份须在 1990 至 2199 之间。", (await admin.Get("/api/organisation/terms?year=26")).Error("year"));
    }

    [Fact]
    public async Task People_are_found_by_name_within_reach()
    {
        using var secretary = await town.SignedIn("secretary");
        using var admin = await town.SignedIn("admin");

        Assert.Equal(["p-member"], Ids(await secretary.Get("/api/organisation/people?q=" + Uri.EscapeDataString("戊·"))));
        Assert.Empty(Ids(await secretary.Get("/api/organisation/people?q=" + Uri.EscapeDataString("他己"))));
        Assert.Equal(["p-other"], Ids(await admin.Get("/api/organisation/people?unit=branch-2")));
        Assert.Equal(HttpStatusCode.NotFound, (await secretary.Get("/api/organisation/people/p-other")).Status);
    }

    [Fact]
    public async Task A_person_is_told_in_full_to_who_governs_them_and_to_themselves()
    {
        using var secretary = await town.SignedIn("secretary");
        using var member = await town.SignedIn("member");

        Assert.Equal("留党察看", (string?)(await secretary.Get("/api/organisation/people/p-member")).Json!["disciplines"]![0]);
        Assert.Equal("1980-02-29", (string?)(await member.Get("/api/organisation/people/p-member")).Json!["born"]);
        Assert.Null((string?)(await member.Get("/api/organisation/people/p-secretary")).Json!["born"]);
    }

    private static IEnumerable<string> Ids(Answer answer) => answer.Json!["items"]!.AsArray().Select(p => (string)p!["id"]!);
}
