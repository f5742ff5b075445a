using System.Net.Http.Headers;
using System.Text;
using Workflows.Host.Attachments;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Bodies that no page ever sends, to every operation that takes JSON: each is refused in Chinese, none is a failure.</summary>
public sealed class HostileBodyTests(CaseTown town) : IClassFixture<CaseTown>
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000));
    private static readonly string DeepMap = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);

    public static TheoryData<string> Bodies => new(Attacks.Keys);

    private static Dictionary<string, byte[]> Attacks { get; } = new(StringComparer.Ordinal)
    {
        ["nothing"] = [],
        ["not JSON"] = Bytes("这不是 JSON"),
        ["torn"] = Bytes("{\"move\":\"1"),
        ["null"] = Bytes("null"),
        ["a number"] = Bytes("12"),
        ["a text"] = Bytes("\"text\""),
        ["a list"] = Bytes("[]"),
        ["a list of maps"] = Bytes("[{}]"),
        ["two values"] = Bytes("{}{}"),
        ["ten thousand levels of lists"] = Bytes(Deep),
        ["ten thousand levels of maps"] = Bytes(DeepMap),
        ["ten thousand levels in a member"] = Bytes($$"""{"data":{{DeepMap}},"given":{{DeepMap}},"value":{{Deep}}}"""),
        ["an unknown member"] = Bytes("""{"__proto__":{"admin":true},"constructor":1}"""),
        ["the same member twice"] = Bytes("""{"x":1,"x":2}"""),
        ["half a character as a name"] = Bytes("""{"\ud800":1}"""),
        ["a NUL as a name"] = Bytes("""{"\u0000":1}"""),
        ["NUL bytes"] = new byte[64],
        ["bytes that are no UTF-8"] = [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D],
        ["UTF-16"] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{}")],
        ["a number of a million digits"] = Bytes($$"""{"seq":{{new string('9', 1_000_000)}},"days":{{new string('9', 1_000_000)}}}"""),
        ["a number beyond every range"] = Bytes("""{"seq":1e999999,"days":1e999999,"on":1e999999,"disabled":1e999999}"""),
        ["five megabytes"] = Bytes($$"""{"text":"{{new string('长', 1_700_000)}}"}"""),
        ["a comment"] = Bytes("{/* x */}"),
        ["a name of a megabyte"] = Bytes($$"""{"{{new string('n', 1_000_000)}}":1}"""),
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Every_operation_refuses_it_with_a_sentence(string attack)
    {
        var admin = await town.As("admin");
        foreach (var operation in Operation.All.Where(o => o.TakesJson && !(o.Id == "readMessages" && attack == "nothing")))
        {
            var answer = await Send(admin, operation, Attacks[attack], "application/json");
            Speech.IsRefusal(answer, $"{attack} to {operation}");
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-32")]
    [InlineData("application/json; charset=gb2312")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("multipart/form-data")]
    [InlineData("application/json; charset=xyz")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json;charset=UTF-8;charset=xyz")]
    [InlineData("application/json; charset")]
    [InlineData("application/vnd.example+json; charset=xyz")]
    [InlineData("application/problem+json; charset=IBM1047")]
    [InlineData("application/json, text/html")]
    [InlineData("application/json; =;;;\"")]
    [InlineData("*/*")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task A_wrong_content_type_is_told(string? type)
    {
        var admin = await town.As("admin");
        foreach (var operation in Operation.All.Where(o => o.TakesJson))
            Speech.IsRefusal(await Send(admin, operation, Bytes("<a/>"), type), $"{type} to {operation}");
    }

    [Theory]
    [InlineData("zzz", "multipart/form-data; boundary=x")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nhalf", "multipart/form-data; boundary=x")]
    [InlineData("zzz", "multipart/form-data")]
    public async Task Files_that_broke_off_on_the_way_are_refused_wherever_files_are_taken(string body, string type)
    {
        var admin = await town.As("admin");
        foreach (var operation in Operation.All.Where(o => o.TakesFile))
            Speech.IsRefusal(await Send(admin, operation, Bytes(body), type), $"{body} to {operation}");
    }

    [Fact]
    public async Task After_all_of_it_nothing_has_changed_and_the_host_works()
    {
        var secretary = await town.As("secretary");

        await secretary.Done(await secretary.Open(), "submitted", Plan());

        await Verification.IsClean(town.Host.Data);
    }

    private static Task<Answer> Send(Visitor visitor, Operation operation, byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return visitor.Send(operation.Method, operation.At(Somewhere), content);
    }

    private static string Somewhere(string place) => place switch
    {
        "kind" => "note",
        "key" => "roll-to-next-workday",
        "user" => "member",
        _ => place == "id" ? "CV-04" : "i1",
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
