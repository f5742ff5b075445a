using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Publishing;
using Workflows.Host.Start;

namespace Workflows.Host.Tests.Publishing;

/// <summary>Definitions that change while the host runs.</summary>
public sealed class DefinitionWatchTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task A_new_version_takes_effect_without_a_restart_and_a_torn_one_does_not()
    {
        var secretary = await town.As("secretary");
        Assert.Equal(1, await Version(secretary));

        await Write(Definitions.ThemeDay.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("填报计划", "填报安排", StringComparison.Ordinal));
        Assert.Equal(2, await Version(secretary));
        Assert.Contains("theme-day version 2 is published", town.Host.Log.Text, StringComparison.Ordinal);

        await Write("procedure: theme-day\nversion: 3\ntitle: 主题党日\nsteps: [");
        Assert.Equal(2, await Version(secretary));
        Assert.Contains("theme-day.yaml", town.Host.Log.Text, StringComparison.Ordinal);
    }

    private async Task Write(string text)
    {
        var definitions = town.Host.Services.GetRequiredService<StartOptions>().Definitions;
        await File.WriteAllTextAsync(Path.Combine(definitions, "theme-day.yaml"), text);
        await town.Host.Services.GetServices<IHostedService>().OfType<DefinitionWatch>().Single().Look(default);
    }

    private static async Task<int> Version(Visitor visitor)
    {
        var shown = await visitor.Get("/api/procedures/theme-day");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        return (int)shown.Json!["version"]!;
    }
}
