using Workflows.Host.Cli;

namespace Workflows.Host.Tests.Cli;

/// <summary>A first definition: what is written is complete, and nothing that exists is lost.</summary>
public sealed class NewVerbTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_written_has_no_mistakes_and_both_its_stories_come_true()
    {
        foreach (var year in Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflow-definitions", "calendar")))
            File.Copy(year, Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "calendar")).FullName, Path.GetFileName(year)));

        await Says(0, "接下来", "new", "theme-day", "--title", "主题党日报备", "--definitions", folder.Path);
        await Says(0, "没有错误", "lint", folder.Path);
        Assert.Contains("title: 主题党日报备", await File.ReadAllTextAsync(Path.Combine(folder.Path, "theme-day", "procedure.yaml")), StringComparison.Ordinal);
        foreach (var story in new[] { "补正后同意", "不同意" })
            await Says(0, "情景如其所写地办完", "simulate", "theme-day", "--story", story, "--definitions", folder.Path);
    }

    [Theory]
    [InlineData("theme-day/stories/whole.yaml")]
    [InlineData("theme-day.yaml")]
    public async Task What_is_there_already_is_not_overwritten(string there)
    {
        var mine = Path.Combine(folder.Path, there);
        Directory.CreateDirectory(Path.GetDirectoryName(mine)!);
        await File.WriteAllTextAsync(mine, "mine");
        await Says(1, "已有", "new", "theme-day", "--definitions", folder.Path);
        Assert.Equal("mine", await File.ReadAllTextAsync(mine));
        Assert.Single(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("请写流程的键名")]
    [InlineData("请写流程的键名", "../evil")]
    [InlineData("请写流程的键名", "主题党日")]
    [InlineData("Windows 的设备名", "con")]
    [InlineData("没有“ballot”这个样板；有：approval。", "theme-day", "--template", "ballot")]
    [InlineData("流程名称写 1 至 60 个字", "theme-day", "--title", "甲: 乙")]
    [InlineData("选项 --title 缺少值。", "theme-day", "--title")]
    public async Task What_cannot_be_written_says_why(string says, params string[] args)
    {
        await Says(1, says, ["new", .. args, .. args is [.., "--title"] ? [] : (string[])["--definitions", folder.Path]]);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    private static async Task Says(int code, string says, params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(code, await Verbs.Find(args)!(args[1..], output));
        Assert.Contains(says, output.ToString(), StringComparison.Ordinal);
    }
}
