using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Host.Tests.Audit;

/// <summary>当时的名册: what was entered by a day, whatever day it speaks of.</summary>
public sealed class KnownTests : IAsyncLifetime
{
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        // The clock stands on 2026-11-21; the town itself was entered long before.
        await Enter(new DateTimeOffset(2026, 10, 1, 2, 0, 0, TimeSpan.Zero), new() { Posts = [new("p-member", "branch-1", Roles.Organiser, new(2026, 9, 1))] });
        await Enter(new DateTimeOffset(2026, 11, 1, 2, 0, 0, TimeSpan.Zero), new()
        {
            // Dated back: entered in November, as if it had been so since 2020.
            Posts = [new("p-member", "branch-1", Roles.Publicity, new(2020, 1, 1)), new("p-member", "branch-1", Roles.Organiser, new(2026, 9, 1), new(2026, 10, 15))],
        });
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task What_was_dated_back_was_not_known_then_and_what_ended_later_had_not_ended()
    {
        var rows = await Rows("person=p-member&known=2026-10-31");

        Assert.Equal(("later", null), Row(rows, "宣传委员"));
        Assert.Equal(("changed", null), Row(rows, "组织委员"));
        Assert.Equal("2026-10-15", (string?)rows.Single(r => (string?)r["title"] == "组织委员")["untilNow"]);
        Assert.Equal(("same", null), Row(rows, "正式党员"));
    }

    [Fact]
    public async Task On_the_day_it_was_entered_it_is_known_and_the_day_before_it_is_not()
    {
        Assert.Equal(("same", null), Row(await Rows("person=p-member&known=2026-11-01"), "宣传委员"));
        Assert.Equal(("later", null), Row(await Rows("unit=branch-1&known=2026-09-30"), "组织委员"));
        Assert.Equal("changed", Row(await Rows("unit=branch-1&known=2026-10-01"), "组织委员").State);
    }

    [Fact]
    public async Task A_row_that_was_wrong_stands_there_as_it_was_known()
    {
        await using (var db = await town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync())
        {
            var at = new DateTimeOffset(2026, 11, 10, 2, 0, 0, TimeSpan.Zero);
            await RegisterVoids.Void(db, new(RowKind.Post, "p-member", "branch-1", Roles.Publicity, new(2020, 1, 1)), new("p-organiser", at, "录错", ""));
        }

        Assert.Equal("gone", Row(await Rows("person=p-member&known=2026-11-05"), "宣传委员").State);
        Assert.DoesNotContain(await Rows("person=p-member&known=2026-11-10"), r => (string?)r["title"] == "宣传委员");
    }

    [Theory]
    [InlineData("person=p-member&known=2026-11-22", "known")]
    [InlineData("person=p-member&known=1", "known")]
    public async Task A_day_that_cannot_be_is_refused_at_its_field(string query, string field)
    {
        using var auditor = await town.SignedIn("auditor");
        Assert.NotNull((await auditor.Get("/api/audit/register?" + query)).Error(field));
    }

    [Fact]
    public async Task Only_the_auditor_of_the_whole_tree_reads_it()
    {
        using var admin = await town.SignedIn("admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Get("/api/audit/register?person=p-member&known=2026-11-01")).Status);
    }

    private async Task Enter(DateTimeOffset at, RegisterRows rows)
    {
        await using var db = await town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        await RegisterStore.Save(db, rows, new(at, "p-organiser", RecordWays.Import));
    }

    private async Task<List<JsonNode>> Rows(string query)
    {
        using var auditor = await town.SignedIn("auditor");
        return [.. (await auditor.Get("/api/audit/register?" + query)).Json!["rows"]!.AsArray().Select(r => r!)];
    }

    private static (string? State, string? Until) Row(List<JsonNode> rows, string title)
    {
        var row = rows.Single(r => (string?)r["title"] == title);
        return ((string?)row["state"], (string?)row["until"]);
    }
}
