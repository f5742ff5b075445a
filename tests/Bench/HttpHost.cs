using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Host;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>The host of <see cref="HttpBench"/>, a process of its own: what it costs is told apart from its clients. It answers each line with one.</summary>
internal static class HttpHost
{
    public const string Password = "correct horse 1";

    public static async Task<int> Run(string folder)
    {
        var definitions = Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(definitions, "chain.yaml"), Chain.Definition);
        var options = StartOptions.Read(["--data", folder, "--urls", "http://127.0.0.1:0", "--definitions", definitions]);
        await using var host = HostApp.Build(options, builder => builder.Logging.ClearProviders());
        await Preparation.Run(host, options, TextWriter.Null);
        await Fill(host.Services);
        await host.StartAsync();
        await Console.Out.WriteLineAsync(host.Urls.First());
        var mediator = host.Services.GetRequiredService<IMediator>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == "replies")
                await ReplyBench.Drive(mediator, await ReplyBench.Open(mediator, Number(words[1])), Number(words[2]));
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMilliseconds} {GC.GetTotalAllocatedBytes(precise: true)}"));
        }

        await host.StopAsync();
        return 0;
    }

    private static async Task Fill(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await using (var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync())
            await RegisterStore.Save(db, Chain.Register, new(default, "", RecordWays.Sample));
        foreach (var person in new[] { "starter", "approver" })
        {
            if (await scope.ServiceProvider.GetRequiredService<Accounts>().Create(person, person, Password, mustChange: false) is not null)
                throw new InvalidOperationException($"No account for {person}.");
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
