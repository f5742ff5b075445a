using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>Whoever decides opens every paper where he decides: PDF and pictures in the page, on a phone too; before the buttons.</summary>
public sealed class MaterialTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    private static readonly byte[] picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8DAwMDA8B8ABQYC/9xqzQAAAABJRU5ErkJggg==");

    [ChromiumFact]
    public async Task A_superior_opens_every_attachment_in_place_before_deciding_on_a_phone_too()
    {
        var desk = new Desk(town, Unit);
        await desk.UpToTheVote('a');
        var secretary = await town.As("shuji-a");
        var vote = await secretary.Opens("研究决定换届事项", Unit);
        await vote.Now(c => c.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0)
            .Day("拟召开选举大会日期", new(2026, 10, 20)).Number("拟设委员名额（书记、副书记在内）", 5).Number("拟提委员候选人", 6).Number("副书记名额", 1));
        await secretary.Page.RouteAsync("**/api/attachments", TheSmallestFirst());
        await Attach(vote, "会议记录", new() { Name = "会议记录.pdf", MimeType = "application/pdf", Buffer = Pdf(3) }, new() { Name = "签到照片.png", MimeType = "image/png", Buffer = picture });
        await secretary.Page.UnrouteAsync("**/api/attachments");
        await Assertions.Expect(vote.Shown.Locator("li .name")).ToHaveTextAsync([Begins("会议记录.pdf"), Begins("签到照片.png")]);
        await vote.Answers("提交表决结果");
        var request = await secretary.GoesOnWith("请示召开选举大会");
        await request.Now(c => c.Write("请示文号", "云发支〔2026〕3号").Day("请示日期", town.Today).Write("大会议程和选举办法", "选举新一届委员会。"));
        await Attach(request, "请示文件", new FilePayload { Name = "附表.txt", MimeType = "text/plain", Buffer = "姓名"u8.ToArray() });
        await request.Answers("报上级党组织");
        await secretary.GoTo("/");

        await desk.Reply("zuzhike-s", "形式审查", "accepted");
        await using var head = await Person.SitDown(town, "kezhang-s", town.Password("kezhang-s"), 390, 844);
        var decide = await head.Opens("集体研究批复", Unit);
        var materials = decide.Shown.GetByRole(AriaRole.Region, new() { Name = "附件" });
        await Assertions.Expect(materials).ToContainTextAsync("附件 3 份");
        await Assertions.Expect(materials.GetByRole(AriaRole.Link, new() { Name = "附表.txt" })).ToHaveAttributeAsync("download", "附表.txt");
        Assert.True((await materials.BoundingBoxAsync())!.Y < (await decide.Button("同意").BoundingBoxAsync())!.Y);
        await head.FitsThePhone();
        await Tour.Show(head.Page, "phone-materials", materials);

        await Open(head.Page, materials, "会议记录.pdf");
        var viewer = head.Page.GetByRole(AriaRole.Dialog, new() { Name = "会议记录.pdf" });
        await Assertions.Expect(viewer.Locator("canvas")).ToHaveCountAsync(3);
        await Assertions.Expect(viewer.Locator("canvas[data-page='1'][data-drawn]")).ToBeVisibleAsync();
        Assert.True(await viewer.Locator("canvas[data-page='1']").EvaluateAsync<bool>(
            "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v < 100)"), "the page is drawn and not blank");
        await head.FitsThePhone();
        await Tour.Show(head.Page, "phone-viewer");
        await viewer.GetByRole(AriaRole.Button, new() { Name = "下一份" }).ClickAsync();
        var shown = head.Page.GetByRole(AriaRole.Dialog, new() { Name = "签到照片.png" }).GetByRole(AriaRole.Img, new() { Name = "签到照片.png" });
        await Assertions.Expect(shown).ToBeVisibleAsync();
        Assert.Equal(2, await shown.EvaluateAsync<int>("i => i.naturalWidth"));
        await head.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shown).ToHaveCountAsync(0);

        // 已定事项 opens the same papers, and so does 历程.
        await Open(head.Page, head.Page.GetByRole(AriaRole.Region, new() { Name = "已定事项" }), "签到照片.png");
        await Assertions.Expect(shown).ToBeVisibleAsync();
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "关闭", Exact = true }).ClickAsync();
        await Assertions.Expect(shown).ToHaveCountAsync(0);
        town.Watchman.SawNothing();
    }

    /// <summary>Of two files sent side by side, the first goes on only when the second has arrived.</summary>
    private static Func<IRoute, Task> TheSmallestFirst()
    {
        var arrived = new TaskCompletionSource();
        return async route =>
        {
            if (route.Request.PostDataBuffer is { Length: < 1000 })
            {
                await route.FulfillAsync(new() { Response = await route.FetchAsync() });
                arrived.SetResult();
                return;
            }

            await arrived.Task;
            await route.ContinueAsync();
        };
    }

    private static Regex Begins(string name) => new($"^{Regex.Escape(name)}", default, TimeSpan.FromSeconds(1));

    private static async Task Open(IPage page, ILocator where, string file)
    {
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
        await where.GetByRole(AriaRole.Link, new() { Name = file }).First.ClickAsync();
    }

    private static async Task Attach(TaskCard card, string label, params FilePayload[] files)
    {
        await card.Shown.GetByLabel(label, new() { Exact = true }).Or(card.Shown.Locator("input[type=file]")).First.SetInputFilesAsync(files);
        await Assertions.Expect(card.Shown.GetByRole(AriaRole.Button, new() { Name = "移除" })).ToHaveCountAsync(files.Length);
    }

    /// <summary>A PDF of some pages, each with a line of text in a standard typeface that it does not carry.</summary>
    private static byte[] Pdf(int pages)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{4 + (2 * i)} 0 R"))}] /Count {pages} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        };
        for (var i = 0; i < pages; i++)
        {
            var text = $"BT /F1 48 Tf 60 700 Td (2026-{i + 1}) Tj ET";
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + (2 * i)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
            objects.Add($"<< /Length {text.Length} >>\nstream\n{text}\nendstream");
        }

        var pdf = new StringBuilder("%PDF-1.4\n");
        var at = new List<int>();
        foreach (var (body, number) in objects.Select((o, i) => (o, i + 1)))
        {
            at.Add(pdf.Length);
            pdf.Append($"{number} 0 obj\n{body}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append($"xref\n0 {at.Count + 1}\n0000000000 65535 f \n").AppendJoin("", at.Select(offset => $"{offset:D10} 00000 n \n"))
            .Append($"trailer\n<< /Size {at.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
