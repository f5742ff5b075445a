using System.Text;
using Workflows.Host.Attachments;
using Workflows.Host.Tests.Attachments;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Addresses, queries and file names that try to lead somewhere else.</summary>
public sealed class HostileAddressTests(CaseTown town) : IClassFixture<CaseTown>
{
    public static TheoryData<string> Names =>
    [
        "..%2F..%2F..%2Fetc%2Fpasswd", "..%5C..%5Cworkflows.db", "%2e%2e", "....%2F%2F", "'%20OR%201%3D1%20--", "%F0%9F%8E%88", "%EF%BF%BF", "%E2%80%AE", "%ED%A0%80", "%FF%FE", "%0A%0D", "%7B%7D", "%25", "CON", "-1", "0",
        "99999999999999999999", "%3Cscript%3E", "null", "i1%00", new string('x', 3000),
        "%2F", "%3F", "%23", "a%2Fb%3Fc%23d", "%2F%2F%2F", "a%3Bb", "%20", "%E3%85%A4", "%09",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_id_that_is_none_is_told_at_every_address(string name)
    {
        var admin = await town.As("admin");
        foreach (var operation in Operation.All.Where(o => o.Places.Any()))
        {
            var answer = await admin.Send(operation.Method, operation.At(_ => name), operation.Content("{}"));

            // The server itself drops an address with a NUL in it, before anything of ours.
            if (name.Contains("%00", StringComparison.Ordinal) && answer.Text.Length == 0)
                Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
            else if (!name.StartsWith("%2e", StringComparison.Ordinal))
                Speech.IsRefusal(answer, $"{name} at {operation}");
            else
                Assert.True((int)answer.Status < 500, $"{operation}: {answer.Text}");
        }
    }

    [Theory]
    [InlineData("/api/cases/", "")]
    [InlineData("/api/audit/search", "?person=")]
    [InlineData("/", "?x=")]
    public async Task An_address_that_is_too_long_is_told(string path, string query)
    {
        var answer = await (await town.As("admin")).Get(path + query + new string('x', 20_000));

        Speech.IsRefusal(answer);
        Assert.Equal((System.Net.HttpStatusCode.RequestUriTooLong, "地址太长，没有接收。"), (answer.Status, answer.Title));
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("%00")]
    [InlineData("%FF")]
    [InlineData("%ED%A0%80")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("'%3B%20DROP%20TABLE%20cases%3B--")]
    [InlineData("%25%5F%5B")]
    [InlineData("1e9")]
    [InlineData("")]
    public async Task A_query_that_means_nothing_never_fails(string value)
    {
        var admin = await town.As("admin");
        foreach (var operation in Operation.All.Where(o => o.Method == HttpMethod.Get))
        {
            foreach (var name in operation.Queries)
            {
                var answer = await admin.Get($"{operation.At(p => p == "key" ? "theme-day" : p == "id" ? "branch-1" : "x")}?{name}={value}");
                if ((int)answer.Status >= 400)
                    Speech.IsRefusal(answer, $"{name}={value} at {operation}");
            }
        }
    }

    [Theory]
    [InlineData("../../workflows.pdf", "workflows.pdf")]
    [InlineData("..\\..\\keys\\key.pdf", "key.pdf")]
    [InlineData("/etc/cron.d/job.pdf", "job.pdf")]
    [InlineData("方\u0001\u0007\u007F案.pdf", "方案.pdf")]
    [InlineData("方案\u202Efdp.pdf", "方案fdp.pdf")]
    [InlineData("a\u0000.exe.pdf", "a.exe.pdf")]
    public async Task A_file_name_is_cleaned_and_nothing_is_written_elsewhere(string given, string kept)
    {
        var secretary = await town.As("secretary");

        var answer = await Upload(secretary, given);

        Assert.True(answer.Status == System.Net.HttpStatusCode.Created, answer.Text);
        Assert.Equal(kept, (string)answer.Json!["name"]!);
        var hash = (string)answer.Json!["hash"]!;
        Assert.Equal(Path.Combine(town.Host.Data, "attachments", hash[..2], hash), Assert.Single(Directory.GetFiles(town.Host.Data, hash, SearchOption.AllDirectories)));
        Assert.Empty(Directory.GetFiles(town.Host.Data, "*.pdf", SearchOption.AllDirectories));
        Assert.Equal(kept, (await secretary.Get("/api/attachments/" + hash)).Response.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".pdf..")]
    [InlineData("..")]
    [InlineData("///")]
    [InlineData("\u0001\u0002")]
    [InlineData("方案.pdf\u0000.exe")]
    public async Task A_file_name_of_which_nothing_good_is_left_is_refused(string given) => Speech.IsRefusal(await Upload(await town.As("secretary"), given), given);

    [Fact]
    public async Task A_file_name_of_three_hundred_characters_is_refused() =>
        Assert.Equal("文件名须为 1 至 200 个字。", (await Upload(await town.As("secretary"), new string('长', 296) + ".pdf")).Title);

    [Fact]
    public async Task An_import_of_rubbish_is_told_row_by_row_or_refused()
    {
        var admin = await town.As("admin");
        byte[][] files =
        [
            [], new byte[4096], [0xFF, 0xFE, 0x00], Encoding.UTF8.GetBytes(new string(',', 100_000)), Encoding.UTF8.GetBytes("\"" + new string('长', 1_000_000)),
            Encoding.UTF8.GetBytes("姓名,姓名\n甲,乙"), Encoding.UTF8.GetBytes("编号,名称,类别,上级,成立日期\nx\u0000,甲,党支部,top,2026-02-30"), Files.Pdf,
        ];
        foreach (var file in files)
        {
            var answer = await admin.Upload("../组织.csv", file, "/api/organisation/import");
            if (answer.Status == System.Net.HttpStatusCode.OK)
                Assert.NotEmpty(answer.Json!["bad"]!.AsArray());
            else
                Speech.IsRefusal(answer);
        }
    }

    /// <summary>The header as written, which a client's own library would clean.</summary>
    private static Task<Answer> Upload(Visitor visitor, string name)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"\r\n\r\n"), .. Files.Pdf, .. Guid.NewGuid().ToByteArray(), .. "\r\n--x--\r\n"u8];
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        return visitor.Send(HttpMethod.Post, "/api/attachments", content);
    }
}
