using Microsoft.EntityFrameworkCore;
using Workflows.Clock;
using Workflows.Host.Attachments;
using Workflows.Host.SignIn;
using Workflows.Host.State;
using Workflows.Host.Storage;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Start;

/// <summary>What must be in order before the host listens: database, definitions, and somebody who can sign in.</summary>
internal static class Preparation
{
    /// <exception cref="StartTrouble">Something is not in order.</exception>
    public static async Task Run(WebApplication app, StartOptions options, TextWriter console, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(options.Definitions))
            throw new StartTrouble($"没有流程定义目录 {options.Definitions}。", "请用 --definitions 指明目录，或从项目根目录启动。");

        // What does not wait for each other is done side by side: somebody is waiting for the first page.
        var read = Task.Run(() => Library.Read(options.Definitions), cancellation);
        await UpgradeDatabase(app.Services, console, cancellation);
        await TakeOver(app.Services, cancellation);
        if (options.Database is not null)
            await SharedFolder.Check(app.Services.GetRequiredService<IDbContextFactory<HostDb>>(), options.AttachmentFolder, cancellation);
        await LookAtClock(app.Services.GetRequiredService<ClockGuard>(), options, console, cancellation);
        // Finds out now, not at the first upload, that the folder cannot be made.
        app.Services.GetRequiredService<AttachmentFolder>();
        app.Services.GetRequiredService<DiskReserve>().Take();
        var library = app.Services.GetRequiredService<Library>();
        await Task.WhenAll(Task.Run(async () => await library.Load(await read, cancellation), cancellation), PrepareAccounts(app, options, console, cancellation));
        await TellMistakes(library, console);
        await TellRetired(library, console);
    }

    /// <summary>A date that cannot be relied on is told at once; people can sign in all the same.</summary>
    private static async Task LookAtClock(ClockGuard guard, StartOptions options, TextWriter console, CancellationToken cancellation)
    {
        var state = await guard.Look(cancellation);
        if (state.Trust == ClockTrust.Held && options.ConfirmTime)
            await guard.Confirm("console", cancellation);
        else if (state.Trust != ClockTrust.Works)
            await console.WriteLineAsync($"{state.Says}\n{state.Instead}");
    }

    /// <summary>Somebody who can sign in.</summary>
    private static async Task PrepareAccounts(WebApplication app, StartOptions options, TextWriter console, CancellationToken cancellation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (options.Demo)
            await scope.ServiceProvider.GetRequiredService<DemoAccounts>().Prepare(options.ResetPasswords, console, cancellation);
        else
            await PrintSetupLink(scope.ServiceProvider.GetRequiredService<SetupLinks>(), options, console, cancellation);
    }

    /// <summary>A definition with mistakes is told and left out; what was published before stays in force.</summary>
    private static async Task TellMistakes(Library library, TextWriter console)
    {
        if (library.Mistakes.IsEmpty)
            return;

        await console.WriteLineAsync($"流程定义有 {library.Mistakes.Length} 处错误，有错误的定义没有生效：");
        foreach (var mistake in library.Mistakes)
            await console.WriteLineAsync($"  {mistake}");
    }

    /// <summary>A file that was deleted by mistake is noticed at once.</summary>
    private static async Task TellRetired(Library library, TextWriter console)
    {
        var retired = library.Procedures.Newest.Select(p => p.Procedure)
            .Where(p => !p.IsPart && library.Procedures.IsRetired(p.Key)).Select(p => $"“{p.Title}”").ToArray();
        if (retired.Length > 0)
            await console.WriteLineAsync($"目录中已没有定义，停用：{string.Join('、', retired)}。在办的事项照常办完；放回定义文件即恢复。");
    }

    private static async Task UpgradeDatabase(IServiceProvider services, TextWriter console, CancellationToken cancellation)
    {
        var choice = services.GetRequiredService<DatabaseChoice>();
        var report = await new SchemaUpgrade(choice, [SchemaScripts.Workflows, HostDb.Scripts], services.GetRequiredService<TimeProvider>()).Run(cancellation);
        if (report.Trouble is { } trouble)
            throw new StartTrouble(trouble.Sentence, trouble.Instead);
        if (report.Backup is { } backup)
            await console.WriteLineAsync($"数据库已升级；升级前的副本在 {backup}。");
    }

    /// <summary>What a database of an earlier version holds is recorded once.</summary>
    private static async Task TakeOver(IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync(cancellation);
        if (await RecordBaseline.IsMade(db, cancellation))
            return;

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var host = await services.GetRequiredService<IDbContextFactory<HostDb>>().CreateDbContextAsync(cancellation);
        await RecordBaseline.Add(db, RecordedTable.OfLibrary, now, cancellation);
        await RecordBaseline.Add(host, AccountRecords.Tables, now, cancellation);
        await RecordBaseline.Close(db, now, cancellation);
    }

    private static async Task PrintSetupLink(SetupLinks links, StartOptions options, TextWriter console, CancellationToken cancellation)
    {
        if (await links.Missing(cancellation) is not { Count: > 0 } missing)
            return;

        var address = options.Urls.Split(';')[0].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal);
        await console.WriteLineAsync($"\n还没有{string.Join('、', missing.Select(RoleBook.BuiltIn.TitleOf))}。请在 24 小时内用浏览器打开下面的一次性链接设置；{(missing.Count > 1 ? "两个链接分别交给两位同志，各自打开：" : "链接交给任这项职责的同志打开：")}");
        foreach (var (duty, secret) in await links.Renew(missing, cancellation))
            await console.WriteLineAsync($"  {RoleBook.BuiltIn.TitleOf(duty)}：{address}/setup?token={secret}");
        await console.WriteLineAsync();
    }
}
