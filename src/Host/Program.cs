using Workflows.Host;
using Workflows.Host.Cli;
using Workflows.Host.Start;

if (Verbs.Find(args) is { } verb)
    return await verb(args[1..], Console.Out);

StartOptions? options = null;
try
{
    options = StartOptions.Read(args);
    await using var app = HostApp.Build(options);
    await Preparation.Run(app, options, Console.Out);
    await app.StartAsync();
    // What only the start needed (definitions read and checked, the sample city) is given back at once: an office's small machine keeps it free.
    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    await Console.Out.WriteLineAsync($"机关党建流程已启动：{string.Join('、', app.Urls)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (StartTrouble.From(exception, options) is { } trouble)
{
    await Console.Error.WriteLineAsync($"启动失败：{trouble.Message}\n{trouble.Instead}");
    return 1;
}
