using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Workflows.Host.Attachments;

namespace Workflows.Host.Tests.Attachments;

public sealed class UploadTests : IAsyncLifetime
{
    private readonly Town town = new();

    private string Folder => Path.Combine(town.Host.Data, "attachments");

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_file_comes_back_as_it_went_in_under_its_own_name()
    {
        using var visitor = await town.SignedIn("secretary");

        var kept = await visitor.Upload("会议记录（一）.pdf", Files.Pdf);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Files.Pdf));

        Assert.Equal(HttpStatusCode.Created, kept.Status);
        Assert.Equal(hash, (string?)kept.Json!["hash"]);
        Assert.Equal("application/pdf", (string?)kept.Json!["type"]);
        Assert.Equal("会议记录（一）.pdf", (string?)kept.Json!["name"]);
        var back = await visitor.Get($"/api/attachments/{hash}");
        Assert.Equal(Files.Pdf, await back.Response.Content.ReadAsByteArrayAsync());
        var disposition = back.Response.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("会议记录（一）.pdf", disposition.FileNameStar);
        Assert.Equal("nosniff", back.Response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(Path.Combine(Folder, hash[..2], hash), Assert.Single(Stored()));
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        using var secretary = await town.SignedIn("secretary");
        using var other = await town.SignedIn("other");

        await secretary.Upload("一.pdf", Files.Pdf);
        await secretary.Upload("二.pdf", Files.Pdf);
        var again = await other.Upload("三.pdf", Files.Pdf);

        Assert.Single(Stored());
        var back = await secretary.Get($"/api/attachments/{again.Json!["hash"]}");
        Assert.Equal("二.pdf", back.Response.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task Nobody_else_reads_an_upload()
    {
        using var secretary = await town.SignedIn("secretary");
        using var other = await town.SignedIn("other");
        var hash = (string)(await secretary.Upload("一.pdf", Files.Pdf)).Json!["hash"]!;

        var refused = await other.Get($"/api/attachments/{hash}");

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal("没有这个附件，或您不能查看它。", refused.Title);
    }

    [Fact]
    public async Task A_program_named_pdf_is_refused_by_what_it_really_is()
    {
        using var visitor = await town.SignedIn("secretary");

        var refused = await visitor.Upload("报告.pdf", Files.Program);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("“报告.pdf”实际是Windows 程序，不能上传。", refused.Title);
        Assert.StartsWith("可以上传：pdf、png", refused.Instead, StringComparison.Ordinal);
        Assert.Empty(Stored());
    }

    [Theory]
    [InlineData(AttachmentFolder.MostBytes, HttpStatusCode.Created)]
    [InlineData(AttachmentFolder.MostBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(60L * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Fifty_megabytes_are_taken_and_not_a_byte_more(long size, HttpStatusCode expected)
    {
        using var visitor = await town.SignedIn("secretary");
        var content = new byte[size];
        Files.Pdf.CopyTo(content, 0);

        var answer = await visitor.Upload("大.pdf", content);

        Assert.Equal(expected, answer.Status);
        if (expected == HttpStatusCode.RequestEntityTooLarge)
        {
            Assert.Matches("^“大.pdf”有 (50|60) MB，超过 50 MB，没有保存。$", answer.Title);
            Assert.Empty(Stored());
        }
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_behind()
    {
        using var visitor = await town.SignedIn("secretary");
        var body = new StringBuilder("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n").Append("%PDF-1.7 and no end").ToString();

        var torn = await visitor.Send(HttpMethod.Post, "/api/attachments", Form(body));

        Assert.Equal(HttpStatusCode.BadRequest, torn.Status);
        Assert.Equal("上传中断，文件不完整，没有保存。", torn.Title);
        Assert.Empty(Stored());
    }

    [Fact]
    public async Task A_connection_that_is_cut_leaves_nothing_behind()
    {
        using var visitor = await town.SignedIn("secretary");
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(town.Host.Address.Host, town.Host.Address.Port);
            var token = (string)(await visitor.Post("/api/me/tokens", new System.Text.Json.Nodes.JsonObject { ["name"] = "cut", ["scopes"] = new System.Text.Json.Nodes.JsonArray("act") })).Json!["token"]!;
            var head = $"POST /api/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await Until(() => Stored().Length == 1);
        }

        await Until(() => Stored().Length == 0);
    }

    [Theory]
    [InlineData("", "multipart/form-data")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x")]
    public async Task What_is_no_upload_form_is_said_so(string body, string type)
    {
        using var visitor = await town.SignedIn("secretary");
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var refused = await visitor.Send(HttpMethod.Post, "/api/attachments", content);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("上传内容须为 multipart/form-data，文件放在名为 file 的一项里。", refused.Title);
    }

    [Theory]
    [InlineData("..%2F..%2Fworkflows.db")]
    [InlineData("ABCDEF")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_hash_that_is_none_finds_nothing(string hash)
    {
        using var visitor = await town.SignedIn("secretary");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/api/attachments/{hash}")).Status);
    }

    private string[] Stored() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    private static StringContent Form(string body)
    {
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        return content;
    }

    /// <summary>Waits for the other side to notice; the test's own limit is the runner's.</summary>
    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }
}
