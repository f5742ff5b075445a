using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Publishing;
using Workflows.Host.Start;

namespace Workflows.Host.Tests.Laws;

/// <summary>An office declares a setting beside its procedure and decides it as any other.</summary>
public sealed class OwnSettingTests(CaseTown town) : IClassFixture<CaseTown>
{
    private const string Setting = """
        settings:
          plan-ahead: { title: 方案提前多少天报送, type: number, default: 3, unit: 天, min: 1, max: 30, standing: LOC, why: 各地要求不同。 }
        """;

    [Fact]
    public async Task A_setting_written_while_the_host_runs_is_listed_with_its_reason_and_decided()
    {
        var definitions = town.Host.Services.GetRequiredService<StartOptions>().Definitions;
        await File.WriteAllTextAsync(Path.Combine(definitions, "settings.yaml"), Setting);
        await File.WriteAllTextAsync(Path.Combine(definitions, "plan.yaml"), """
            procedure: plan
            version: 1
            title: 方案报送
            open-by: officers
            start: draft
            ends: { done: 办结 }
            steps:
              draft:
                title: 填报
                activity: form
                with: { by: officers, fields: { days: { label: 提前天数, type: number, value: setting:plan-ahead } } }
                next: { submitted: "end:done" }
            """);
        await town.Host.Services.GetServices<IHostedService>().OfType<DefinitionWatch>().Single().Look(default);

        var admin = await town.As("admin");
        var row = await Row(admin);
        Assert.Equal(("方案提前多少天报送", "3", "天", "各地要求不同。", true), ((string)row["label"]!, (string)row["value"]!, (string)row["unit"]!, (string)row["why"]!, (bool)row["own"]!));
        Assert.Equal("“方案提前多少天报送”（plan-ahead）不能大于 30，现为 31。", (await Decide(admin, "31")).Error("value"));
        Assert.Equal(HttpStatusCode.NoContent, (await Decide(admin, "10")).Status);
        Assert.Equal("10", (string?)(await Row(admin))["value"]);

        await town.Restart();
        Assert.Equal("10", (string?)(await Row(await town.As("admin")))["value"]);
    }

    private static Task<Answer> Decide(Visitor visitor, string value) =>
        visitor.Put("/api/settings/plan-ahead", new JsonObject { ["value"] = value, ["reason"] = "支部工作例会商定" });

    private static async Task<JsonNode> Row(Visitor visitor) =>
        (await visitor.Get("/api/settings")).Json!.AsArray().Single(s => (string?)s!["key"] == "plan-ahead")!;
}
