using System.Text;
using Workflows.Host.Cli;
using Workflows.Proofs;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Tests.Checkpoints;

/// <summary>An authority confirms when a checkpoint was there; its word is kept beside it and checked.</summary>
public sealed class StampTests : IAsyncLifetime
{
    private readonly CaseTown town = new();
    private StampAuthority authority = null!;

    private string Folder => Path.Combine(town.Host.Data, "checkpoints");

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        await (await town.As("secretary")).Open();
        authority = await StampAuthority.Start();
    }

    public async Task DisposeAsync()
    {
        await authority.DisposeAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task A_checkpoint_is_stamped_kept_with_its_token_and_verified()
    {
        var certificate = Path.Combine(town.Host.Data, "tsa.der");
        await File.WriteAllBytesAsync(certificate, authority.Certificate.GetEncoded());
        Assert.Equal(0, await Verb("checkpoint", "--timestamp", authority.Address, "--timestamp-certificate", certificate));

        var kept = Assert.Single(new CheckpointFolder(Folder).Read());
        Assert.Equal(new TimeStamp(new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero), "CN=Test TSA"),
            TimeStamp.Read(kept.Note, kept.Stamp!, authority.Certificate));
        Assert.True((bool)(await (await town.As("auditor")).Get("/api/audit/checkpoints")).Json!["items"]![0]!["stamped"]!);
        Assert.Equal(0, await Verb("verify", "--against", Folder, "--timestamp-certificate", certificate));

        await using var other = await StampAuthority.Start();
        Assert.Null(TimeStamp.Read(kept.Note, kept.Stamp!, other.Certificate));
        Assert.Null(TimeStamp.Read(kept.Note + " ", kept.Stamp!, null));
        var bent = kept.Stamp!.ToArray();
        bent[^20] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(Folder, "000001.tsr"), bent);
        var output = new StringWriter();
        Assert.Equal(1, await Verbs.Find(["verify"])!(["--data", town.Host.Data, "--against", Folder], output));
        Assert.Contains("000001.checkpoint 的时间戳与它不符", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_is_out_stops_nothing_and_is_asked_again_with_the_next_one()
    {
        authority.IsOut = true;
        Assert.Equal(0, await Verb("checkpoint", "--timestamp", authority.Address));
        Assert.Null(new CheckpointFolder(Folder).Read()[0].Stamp);

        authority.IsOut = false;
        Assert.Equal(0, await Verb("checkpoint", "--timestamp", authority.Address));
        Assert.All(new CheckpointFolder(Folder).Read(), kept => Assert.NotNull(TimeStamp.Read(kept.Note, kept.Stamp!, null)));
    }

    [Fact]
    public async Task An_answer_to_another_question_is_no_token()
    {
        using var http = new HttpClient();
        using var question = new ByteArrayContent(TimeStamp.Ask("一", Encoding.UTF8.GetBytes("12345678")));
        var answer = await (await http.PostAsync(new Uri(authority.Address), question)).Content.ReadAsByteArrayAsync();

        Assert.NotNull(TimeStamp.Token("一", Encoding.UTF8.GetBytes("12345678"), answer));
        Assert.Null(TimeStamp.Token("二", Encoding.UTF8.GetBytes("12345678"), answer));
        Assert.Null(TimeStamp.Token("一", Encoding.UTF8.GetBytes("87654321"), answer));
        Assert.Null(TimeStamp.Token("一", Encoding.UTF8.GetBytes("12345678"), [1, 2, 3]));
    }

    private async Task<int> Verb(string verb, params string[] args) =>
        await Verbs.Find([verb])!(["--data", town.Host.Data, .. args], new StringWriter());
}
