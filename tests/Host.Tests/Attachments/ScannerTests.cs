using System.Net;
using System.Text;
using Workflows.Host.Start;

namespace Workflows.Host.Tests.Attachments;

/// <summary>A ClamAV daemon is asked where one is configured; without its answer nothing is kept.</summary>
public sealed class ScannerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_finds_is_refused_and_while_it_is_away_nothing_is_taken(bool onPort)
    {
        using var folder = new TempFolder();
        var scanner = new Scanner(onPort ? null : Path.Combine(folder.Path, "clamd"));
        await using var host = await RunningHost.Start(Path.Combine(folder.Path, "data"), o => o with { ClamAv = scanner.Address });
        await Town.Populate(host);
        using var secretary = host.Visit();
        await secretary.SignIn("secretary", Town.Password);

        Assert.Equal(HttpStatusCode.Created, (await secretary.Upload("方案.pdf", [.. Files.Pdf, .. new byte[300_000]])).Status);
        var found = await secretary.Upload("坏的.pdf", [.. Files.Pdf, .. new byte[300_000], .. Encoding.ASCII.GetBytes(Scanner.Finds)]);
        var ready = (string)(await secretary.Get("/health/ready")).Json!["status"]!;
        scanner.Dispose();
        var away = await secretary.Upload("另一份.pdf", [.. Files.Pdf, 1]);
        var degraded = (await secretary.Get("/health/ready")).Json!;

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "virus-found", "“坏的.pdf”被查出病毒，没有保存。"), (found.Status, found.Code, found.Title));
        Assert.Equal("ready", ready);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "scanner-unavailable", "现在不能查毒，“另一份.pdf”没有保存。"),
            (away.Status, away.Code, away.Title));
        Assert.Equal(("degraded", "查毒服务没有应答，暂不接收上传"), ((string)degraded["status"]!, (string)degraded["checks"]!["scanner"]!));
        Assert.Single(Directory.GetFiles(Path.Combine(host.Data, "attachments"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1:")]
    [InlineData(":3310")]
    public void An_address_that_is_none_stops_the_start(string address) =>
        Assert.Contains($"“{address}”不认识", Assert.Throws<StartTrouble>(() => StartOptions.Read(["--clamav", address])).Message,
            StringComparison.Ordinal);
}
