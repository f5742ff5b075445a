using System.Text;
using Workflows.Host.Tests.Attachments;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Forms that no browser sends, wherever files are taken: each is refused in words and quickly, none is a failure.</summary>
public sealed class HostileFormTests(CaseTown town) : IClassFixture<CaseTown>
{
    private const string FilePart = "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n";

    private static readonly string Long = new('b', 10_000);

    /// <summary>Name → content type and body.</summary>
    private static readonly Dictionary<string, (string? Type, string Body)> attacks = new(StringComparer.Ordinal)
    {
        ["no type"] = (null, $"--x\r\n{FilePart}\r\n甲\r\n--x--\r\n"),
        ["no boundary"] = ("multipart/form-data", $"--x\r\n{FilePart}\r\n甲\r\n--x--\r\n"),
        ["an empty boundary"] = ("multipart/form-data; boundary=", $"--\r\n{FilePart}\r\n甲\r\n----\r\n"),
        ["a quoted empty boundary"] = ("multipart/form-data; boundary=\"\"", $"--\r\n{FilePart}\r\n甲\r\n----\r\n"),
        ["two boundaries"] = ("multipart/form-data; boundary=x; boundary=y", $"--z\r\n{FilePart}\r\n甲\r\n--z--\r\n"),
        ["a boundary of blanks"] = ("multipart/form-data; boundary=\"   \"", $"--y\r\n{FilePart}\r\n甲\r\n--y--\r\n"),
        ["a boundary with a line end"] = ("multipart/form-data; boundary=\"x\\\r\\\ny\"", $"--x\r\n{FilePart}\r\n甲\r\n--x--\r\n"),
        ["a boundary of 150 characters"] = ($"multipart/form-data; boundary={Long[..150]}", $"--{Long[..149]}\r\n{FilePart}\r\n甲\r\n--{Long[..149]}--\r\n"),
        ["a boundary of 10,000 characters"] = ($"multipart/form-data; boundary={Long}", $"--{Long}\r\n{FilePart}\r\n甲\r\n--{Long}--\r\n"),
        ["a torn boundary"] = ("multipart/form-data; boundary=xyz", $"--xyz\r\n{FilePart}\r\n甲\r\n--xy"),
        ["another boundary in the body"] = ("multipart/form-data; boundary=xyz", $"--abc\r\n{FilePart}\r\n甲\r\n--abc--\r\n"),
        ["an end without a beginning"] = ("multipart/form-data; boundary=xyz", "--xyz--\r\n"),
        ["nothing"] = ("multipart/form-data; boundary=xyz", ""),
        ["a part without an end"] = ("multipart/form-data; boundary=xyz", $"--xyz\r\n{FilePart}"),
        ["a part without headers"] = ("multipart/form-data; boundary=xyz", "--xyz\r\n\r\n甲\r\n--xyz--\r\n"),
        ["a header that is none"] = ("multipart/form-data; boundary=xyz", "--xyz\r\nno colon here\r\n\r\n甲\r\n--xyz--\r\n"),
        ["a header with an empty name"] = ("multipart/form-data; boundary=xyz", $"--xyz\r\n: x\r\n{FilePart}\r\n甲\r\n--xyz--\r\n"),
        ["a header of 100,000 characters"] = ("multipart/form-data; boundary=xyz", $"--xyz\r\nX-Long: {new string('h', 100_000)}\r\n{FilePart}\r\n甲\r\n--xyz--\r\n"),
        ["a header that never ends"] = ("multipart/form-data; boundary=xyz", $"--xyz\r\nX-Long: {new string('h', 1_000_000)}"),
        ["1,000 headers"] = ("multipart/form-data; boundary=xyz", $"--xyz\r\n{string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: 1\r\n"))}{FilePart}\r\n甲\r\n--xyz--\r\n"),
        ["a disposition that is none"] = ("multipart/form-data; boundary=xyz", "--xyz\r\nContent-Disposition: ;;;===\r\n\r\n甲\r\n--xyz--\r\n"),
        ["a name in a broken encoding"] = ("multipart/form-data; boundary=xyz", "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-9''%ZZ%\r\n\r\n甲\r\n--xyz--\r\n"),
        ["10,000 other parts"] = ("multipart/form-data; boundary=xyz", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"--xyz\r\nContent-Disposition: form-data; name=\"p{i}\"\r\n\r\n1\r\n")) + "--xyz--\r\n"),
        ["10,000 files under another name"] = ("multipart/form-data; boundary=xyz", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"--xyz\r\nContent-Disposition: form-data; name=\"p{i}\"; filename=\"a.csv\"\r\n\r\n1\r\n")) + "--xyz--\r\n"),
        ["a form of the other kind"] = ("application/x-www-form-urlencoded", "file=1&" + new string('a', 10_000) + "=1"),
        ["10,000 fields of the other kind"] = ("application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"f{i}=1"))),
        ["an unknown encoding"] = ("multipart/form-data; boundary=xyz; charset=nonsense", "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n甲\r\n--xyz--\r\n"),
        ["a form within a form"] = ("multipart/form-data; boundary=xyz", "--xyz\r\nContent-Type: multipart/mixed; boundary=abc\r\n\r\n--abc\r\n\r\n甲\r\n--abc--\r\n--xyz--\r\n"),
    };

    public static TheoryData<string> Attacks => new(attacks.Keys);

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_form_that_no_browser_sends_is_refused_wherever_files_are_taken(string attack)
    {
        var admin = await town.As("admin");
        var (type, body) = attacks[attack];
        foreach (var operation in Operation.All.Where(o => o.TakesFile))
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is not null)
                Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)));
            Speech.IsRefusal(await admin.Send(operation.Method, operation.Path, content), $"{attack} to {operation}");
        }
    }

    [Fact]
    public async Task Ten_thousand_files_at_once_are_refused_and_none_is_kept()
    {
        var admin = await town.As("admin");
        var body = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"--xyz\r\n{FilePart}\r\n姓名{i}\r\n")) + "--xyz--\r\n";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=xyz");

        Speech.IsRefusal(await admin.Send(HttpMethod.Post, "/api/organisation/import", content));
    }

    [Fact]
    public async Task After_all_of_it_a_file_is_still_taken()
    {
        var answer = await (await town.As("secretary")).Upload("方案.pdf", Files.Pdf);

        Assert.Equal(System.Net.HttpStatusCode.Created, answer.Status);
        Assert.Empty(Directory.GetFiles(Path.Combine(town.Host.Data, "attachments", "incoming")));
    }
}
