using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Attachments;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

public sealed class CaseAttachmentTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task An_attachment_opens_to_whoever_may_see_its_case_and_through_that_case_alone()
    {
        var secretary = await town.As("secretary");
        var (view, hash) = await WithPaper("方案.pdf");
        var path = $"/api/attachments/{hash}?case={Id(view)}";

        foreach (var reader in new[] { "secretary", "organiser", "section", "auditor" })
        {
            var file = await (await town.As(reader)).Get(path);
            Assert.Equal((HttpStatusCode.OK, "application/pdf"), (file.Status, file.Response.Content.Headers.ContentType!.MediaType));
        }

        foreach (var stranger in new[] { "member", "other", "section-2", "nobody" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await town.As(stranger)).Get(path)).Status);
        var section = await town.As("section");
        Assert.Equal(HttpStatusCode.NotFound, (await section.Get($"/api/attachments/{hash}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await section.Get($"/api/attachments/{hash}?case={Id(await secretary.Open())}")).Status);
        var told = (await secretary.Story(view))[1]!["attachments"]![0]!;
        Assert.Equal((hash, "方案.pdf"), ((string)told["hash"]!, (string)told["name"]!));
    }

    [Fact]
    public async Task Whoever_decides_is_shown_what_was_handed_in_and_still_counts_and_how_to_show_it()
    {
        var (view, hash) = await WithPaper("方案.pdf");
        var secretary = await town.As("secretary");
        var scan = await Upload(secretary, "签到.pdf");
        await secretary.Move(view, "correct", $$"""{"name":"paper","value":[{"hash":"{{scan}}","name":"签到.pdf"},{"hash":"{{scan}}","name":"副本.pdf"}],"reason":"换一份"}""");

        var section = await town.As("section");
        var seen = await section.See(view);

        var material = Assert.Single(seen["materials"]!.AsArray())!;
        Assert.Equal(("填报计划", "方案"), ((string)material["stepTitle"]!, (string)material["label"]!));
        Assert.Equal(["签到.pdf", "副本.pdf"], Texts(material["files"], "name"));
        Assert.Equal((scan, "pdf"), ((string)material["files"]![0]!["hash"]!, (string)material["files"]![0]!["kind"]!));
        var field = seen["data"]!.AsArray().SelectMany(s => s!["fields"]!.AsArray()).Single(f => (string)f!["name"]! == "paper")!;
        Assert.Equal([scan, scan], Texts(field["files"], "hash"));
        Assert.Contains(hash, (await section.Story(view)).SelectMany(h => Texts(h!["attachments"], "hash")));
    }

    [Fact]
    public async Task Knowing_the_hash_of_somebody_elses_file_does_not_open_it()
    {
        var (_, hash) = await WithPaper("机密.pdf");
        var other = await town.As("other");
        var view = await other.Open(unit: "branch-2");
        var data = Plan();
        data["paper"] = new JsonArray(new JsonObject { ["hash"] = hash, ["name"] = "机密.pdf" });

        var refused = await other.Reply(view, "submitted", data);
        var foreseen = await other.Check(view, "submitted", data);

        Assert.Equal((HttpStatusCode.BadRequest, "附件“机密.pdf”没有上传成功，请重新上传。"), (refused.Status, refused.Error("paper")));
        Assert.Equal("附件“机密.pdf”没有上传成功，请重新上传。", (string)foreseen.Json!["errors"]!["paper"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/api/attachments/{hash}?case={Id(view)}")).Status);
    }

    [Theory]
    [InlineData("方案.exe")]
    [InlineData("../方案.pdf")]
    [InlineData("方案\u202Efdp.pdf")]
    [InlineData("")]
    public async Task A_file_keeps_in_its_case_the_kind_of_name_that_it_was_uploaded_under(string name)
    {
        var secretary = await town.As("secretary");
        var hash = await Upload(secretary, "方案.pdf");
        var data = Plan();
        data["paper"] = new JsonArray(new JsonObject { ["hash"] = hash, ["name"] = name });

        var refused = await secretary.Reply(await secretary.Open(), "submitted", data);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Error("paper"));
    }

    [Fact]
    public async Task Whoever_corrects_an_answer_keeps_the_files_that_others_handed_in()
    {
        var (view, hash) = await WithPaper("原件.pdf");
        var organiser = await town.As("organiser");
        var mine = await Upload(organiser, "附件.pdf");

        var done = await organiser.Move(view, "correct", $$"""{"name":"paper","value":[{"hash":"{{hash}}","name":"原件.pdf"},{"hash":"{{mine}}","name":"附件.pdf"}],"reason":"补一份"}""");

        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(HttpStatusCode.OK, (await (await town.As("section")).Get($"/api/attachments/{mine}?case={Id(view)}")).Status);
    }

    private async Task<(JsonNode View, string Hash)> WithPaper(string name)
    {
        var secretary = await town.As("secretary");
        var hash = await Upload(secretary, name);
        var data = Plan();
        data["paper"] = new JsonArray(new JsonObject { ["hash"] = hash, ["name"] = name });
        return (await secretary.Done(await secretary.Open(), "submitted", data), hash);
    }

    private static async Task<string> Upload(Visitor visitor, string name)
    {
        byte[] content = [.. Files.Pdf, .. Guid.NewGuid().ToByteArray()];
        var uploaded = await visitor.Upload(name, content);
        Assert.True(uploaded.Status == HttpStatusCode.Created, uploaded.Text);
        return (string)uploaded.Json!["hash"]!;
    }
}
