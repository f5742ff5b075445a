using System.Net;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Tabs of one browser share its cookies; each keeps the antiforgery token with which it was opened.</summary>
public sealed class TwoTabsTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task Signed_out_in_one_tab_the_other_is_told_to_sign_in_and_nothing_is_done()
    {
        using var browser = await SignIn("secretary");
        var view = await browser.Open();
        var first = browser.Csrf;
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Post("/api/sign-out")).Status);

        browser.Csrf = first;
        var read = await browser.Get("/api/cases/" + Id(view));
        var replied = await browser.Reply(view, "submitted", Plan());
        var saved = await browser.Put($"/api/cases/{Id(view)}/items/{Item(view)}/draft", Json("""{"data":{"topic":"稿"}}"""));

        foreach (var answer in new[] { read, replied, saved })
            Assert.Equal((HttpStatusCode.Unauthorized, "not-signed-in", "尚未登录，或登录已过期。", "请登录后再试。"), (answer.Status, answer.Code, answer.Title, answer.Instead));
        Assert.Equal(Seq(view), Seq(await (await town.As("secretary")).See(view)));
    }

    [Fact]
    public async Task Signed_in_as_somebody_else_in_one_tab_the_other_does_nothing_in_their_name()
    {
        using var browser = await SignIn("secretary");
        var view = await browser.Open();
        var first = browser.Csrf;
        await browser.Post("/api/sign-out");
        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn("organiser", Town.Password)).Status);

        browser.Csrf = first;
        var replied = await browser.Reply(view, "submitted", Plan());

        Assert.Equal((HttpStatusCode.Forbidden, "antiforgery", "页面已经过期，这次没有办理。"), (replied.Status, replied.Code, replied.Title));
        Assert.Equal(Seq(view), Seq(await (await town.As("secretary")).See(view)));
    }

    [Fact]
    public async Task Whoever_comes_back_after_signing_in_again_finds_the_draft_and_goes_on()
    {
        using var browser = await SignIn("secretary");
        var view = await browser.Open();
        await browser.Put($"/api/cases/{Id(view)}/items/{Item(view)}/draft", Json("""{"data":{"topic":"写了一半"}}"""));
        await browser.Post("/api/sign-out");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Reply(view, "submitted", Plan())).Status);

        await browser.SignIn("secretary", Town.Password);

        Assert.Equal("写了一半", (string)(await browser.Get($"/api/cases/{Id(view)}/items/{Item(view)}/draft")).Json!["data"]!["topic"]!);
        Assert.Equal(HttpStatusCode.OK, (await browser.Reply(view, "submitted", Plan())).Status);
    }

    private async Task<Visitor> SignIn(string user)
    {
        var visitor = town.Host.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn(user, Town.Password)).Status);
        return visitor;
    }
}
