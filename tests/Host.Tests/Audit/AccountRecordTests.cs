using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Audit;
using Workflows.Host.Storage;
using Workflows.Storage;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Audit;

/// <summary>Accounts, tokens and what was done to them stand in the same chained record as the register.</summary>
public sealed class AccountRecordTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public static TheoryData<string, string> Tamperings => new()
    {
        { "UPDATE accounts SET password_hash = 'another' WHERE user_name = 'secretary'", "password_hash被改动过" },
        { "UPDATE accounts SET security_stamp = 'another' WHERE user_name = 'secretary'", "security_stamp被改动过" },
        { "UPDATE accounts SET person_id = 'p-unknown' WHERE user_name = 'secretary'", "person_id被改动过" },
        { "UPDATE accounts SET is_disabled = 1 WHERE user_name = 'secretary'", "is_disabled被改动过" },
        { "UPDATE account_log SET by_person = 'p-nobody'", "by_person被改动过" },
        { "DELETE FROM account_log", "是在系统以外删去的" },
        { "UPDATE program_tokens SET expires_at = expires_at + 1", "expires_at被改动过" },
        { "UPDATE program_tokens SET revoked_at = NULL", "revoked_at被改动过" },
    };

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task What_is_done_to_accounts_is_recorded_with_who_did_it_and_without_any_secret()
    {
        var secretary = await town.As("secretary");
        var made = await secretary.Post("/api/me/tokens", Json("""{"name":"报表","days":30}"""));
        await secretary.Delete($"/api/me/tokens/{made.Json!["id"]}");
        await using var db = await Contexts<WorkflowDb>();

        var records = await db.Records.AsNoTracking().Where(r => r.TableName == "program_tokens").OrderBy(r => r.Seq).ToListAsync();

        Assert.Equal(["新建程序访问凭证", "吊销程序访问凭证"], records.Select(r => r.About));
        Assert.All(records, r => Assert.Equal((RecordWays.Account, "p-secretary"), (r.Through, r.Person)));
        Assert.DoesNotContain("revoked_at", records[0].AfterText!, StringComparison.Ordinal);
        Assert.Contains("revoked_at", records[1].AfterText!, StringComparison.Ordinal);
        await using var host = await Contexts<HostDb>();
        var (hashes, tokens) = (await host.Accounts.Select(a => a.PasswordHash!).ToListAsync(), await host.Tokens.Select(t => t.Hash)
            .ToListAsync());
        var told = string.Concat(await db.Records.Select(r => r.BeforeText + r.AfterText).ToListAsync());
        Assert.All(hashes.Concat(tokens), secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
        Assert.Contains("\"password_hash\":\"sha256:", told, StringComparison.Ordinal);
        Assert.Empty(await Verify());
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Whatever_an_insider_changes_of_accounts_is_found(string sql, string said)
    {
        var secretary = await town.As("secretary");
        var made = await secretary.Post("/api/me/tokens", Json("""{"name":"报表","days":30}"""));
        await secretary.Delete($"/api/me/tokens/{made.Json!["id"]}");
        Assert.Empty(await Verify());

        await using (var host = await Contexts<HostDb>())
            await host.Database.ExecuteSqlRawAsync(sql);

        Assert.Contains(await Verify(), b => b.Says.Contains(said, StringComparison.Ordinal));
        var auditor = await town.As("auditor");
        var job = (await auditor.Post("/api/audit/verify", new JsonObject())).Json!["job"];
        JsonNode state;
        do
            state = (await auditor.Get($"/api/audit/verify/{job}")).Json!;
        while (!(bool)state["finished"]!);
        Assert.Contains(state["broken"]!.AsArray(), b => ((string)b!["what"]!).Contains(said, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<Breach>> Verify() => await WholeRecords.Verify(
        town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>(),
            town.Host.Services.GetRequiredService<IDbContextFactory<HostDb>>());

    private Task<T> Contexts<T>()
        where T : DbContext => town.Host.Services.GetRequiredService<IDbContextFactory<T>>().CreateDbContextAsync();
}
