using System.Net;
using Workflows.Host.Start;

namespace Workflows.Host.Tests.Web;

/// <summary>What an installation may close: other names of the host, the description of the API, the details of readiness; and whom it
/// believes about addresses.</summary>
public sealed class KnownHostsTests
{
    [Theory]
    [InlineData("dangjian.example.cn", HttpStatusCode.Unauthorized)]
    [InlineData("a.oa.example.cn:8080", HttpStatusCode.Unauthorized)]
    [InlineData("evil.example.com", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1", HttpStatusCode.BadRequest)]
    public async Task A_host_answers_under_its_own_names_alone(string name, HttpStatusCode status)
    {
        await using var host = await RunningHost.Start(change: o => o with { Hosts = ["dangjian.example.cn", "*.oa.example.cn"] });
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, "/api/me"));
        request.Headers.Host = name;

        using var answer = await client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.BadRequest)
            Assert.Contains("本系统不在这个地址上", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_api_and_the_details_of_readiness_are_closed_by_setting()
    {
        await using var host = await RunningHost.Start(change: o =>
            o with { ApiDescription = ApiDescriptionFor.SignedIn, BriefHealth = true });
        await Town.Populate(host);
        using var visitor = host.Visit();

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/openapi/v1.json")).Status);
        Assert.Equal("""{"status":"ready"}""", (await visitor.Get("/health/ready")).Text);
        await visitor.SignIn("member", Town.Password);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/openapi/v1.json")).Status);
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("192.0.2.1", "127.0.0.1")]
    public async Task Only_a_proxy_that_was_named_is_believed_about_where_somebody_comes_from(string proxy, string seen)
    {
        await using var host = await RunningHost.Start(change: o => o with { Proxies = [IPAddress.Parse(proxy)] });
        await Town.Populate(host);
        using var visitor = host.Visit();
        visitor.ForwardedFor = "203.0.113.7";
        await visitor.SignIn("member", Town.Password);

        Assert.Equal(seen, (string?)(await visitor.Get("/api/me/sessions")).Json![0]!["address"]);
    }

    [Theory]
    [InlineData("--proxies", "nonsense", "--proxies 中的“nonsense”不是 IP 地址。")]
    [InlineData("--openapi", "some", "--openapi 的值“some”不认识。")]
    [InlineData("--health", "some", "--health 的值“some”不认识。")]
    public void A_mistyped_option_is_said(string option, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<StartTrouble>(() => StartOptions.Read([option, value])).Message);
}
