using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>What was written with a key that has another name now is read as before, and lint says how it is written today.</summary>
public sealed class OldKeysTests : IDisposable
{
    private const string Definition = """
        procedure: p
        version: 1
        title: 示例
        open-by: secretary
        start: s
        ends: { done: 办结 }
        steps:
          s:
            title: 一
            activity: form
            with: { by: secretary, fields: { held-on: { label: 会议日期, type: date }, convened-on: { label: 通知日期, type: date } } }
            rules:
              - { rule: MT-07, on: held-on, given: { meeting-on: held-on, committee-on: convened-on, has-committee: facts.has-committee } }
            next: { submitted: end:done }
        """;

    private const string Stories = """
        procedure: p
        register:
          units: { u: { name: 示例支部, kind: branch } }
          people: { a: { name: 甲, unit: u, post: secretary } }
        scenarios:
          - name: 一
            on: 2026-05-20
            unit: u
            open-by: a
            moves:
              - { on: 2026-05-21, by: a, step: s, reply: submitted, values: { held-on: 2026-05-21, convened-on: 2026-05-10 } }
            ends: done
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("old-keys-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void An_old_definition_says_the_same_as_one_with_todays_keys()
    {
        var old = ProcedureFile.Read(Definition, "p.yaml", [])!;
        Assert.Equal("held-on", old.Procedure.Find("s")!.Rules[0].AsOf!.ToString());
        Assert.True(old.SaysTheSameAs(Definition.Replace(" on: held-on", " as-of: held-on", StringComparison.Ordinal)));
        Assert.False(old.SaysTheSameAs(Definition.Replace(" on: held-on", " as-of: convened-on", StringComparison.Ordinal)));
    }

    [Fact]
    public void Old_stories_are_read_and_lint_names_the_new_keys_without_calling_it_a_mistake()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "p.yaml"), Definition);
        File.WriteAllText(Path.Combine(folder.FullName, "p.scenarios.yaml"), Stories);
        Assert.Empty(ProcedureBook.LintFolder(folder.FullName).Select(m => m.ToString()));
        var story = Assert.Single(ScenarioFile.ReadFolder(folder.FullName, []));
        Assert.Equal((new DateOnly(2026, 5, 20), new DateOnly(2026, 5, 21)), (story.On, story.Moves[0].On));

        Assert.Equal(
            ["p.yaml:13 as-of", "p.scenarios.yaml:7 day", "p.scenarios.yaml:11 day"],
            ProcedureBook.HintsIn(folder.FullName).Select(h => $"{h.File}:{h.Line} {(h.Says.Contains("as-of", StringComparison.Ordinal) ? "as-of" : "day")}"));
        Assert.Empty(ProcedureBook.HintsIn(Repository.Definitions));
    }

    [Fact]
    public void Data_that_somebody_called_so_stay()
    {
        var own = Definition.Replace("committee-on: convened-on", "committee-on: on", StringComparison.Ordinal)
            .Replace("convened-on: { label", "on: { label", StringComparison.Ordinal);
        Assert.Contains(ProcedureFile.Read(own, "p.yaml", [])!.Procedure.Find("s")!.Activity.OwnFields, f => f.Name == "on");
    }
}
