using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Activities;
using Workflows.Engine;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Draws up a case for the person who looks at it: what to do now, what is due, what was decided, what happened.</summary>
internal sealed class CaseViews(Surroundings surroundings, Library library)
{
    public async Task<CaseView> Of(WorkflowDb db, CurrentUser me, StoredCase found, CancellationToken cancellation)
    {
        var (row, state) = (found.Row, found.Case);
        var procedure = library.Procedures.Find(row.Procedure, row.Version)?.Procedure
            ?? throw new InvalidOperationException($"Case {row.Id} runs {row.Procedure} v{row.Version}, which is not loaded.");
        var run = await surroundings.Start(db, me.Person.Id, found, procedure, cancellation);
        var narrator = new Narrator(procedure, run.World.Register);
        var history = await CaseStore.History(db, row.Id, cancellation);
        var told = new HistoryTeller(procedure, narrator);
        var returned = Returned.In(history, narrator, run.World.Register);
        return new CaseView(
            row.Id, row.Number, row.Title, new ProcedureName(procedure.Key, procedure.Version, procedure.Title), row.UnitId, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId,
            state.IsOpen, state.End, state.End is { } end ? Ends.TitleOf(procedure, end) : null, row.OpenedOn, narrator.Name(row.StartedBy),
            state.Subject.Length == 0 ? null : new PersonName(state.Subject, narrator.Name(state.Subject)), row.Seq,
            [.. Items(run, me, returned)],
            [.. Deadlines(run)],
            [.. Data(run, narrator)],
            [.. history.Select(told.Tell)],
            [.. PermittedMoves.Of(run, me)],
            Diagram.Of(procedure, key => library.Procedures.Find(key)?.Procedure).At(state));
    }

    private static IEnumerable<ItemView> Items(Run run, CurrentUser me, Returned returned) =>
        run.Case.Items.Select(item => Item(run, me, item, returned)).OrderByDescending(i => i.Mine).ThenBy(i => i.Due ?? DateOnly.MaxValue);

    private static ItemView Item(Run run, CurrentUser me, WorkItem item, Returned returned)
    {
        var mine = me.Keys.Contains(item.To.Key) && !me.IsAuditorOf(run.Case.Unit);
        var attention = item.Part == Attention.Part;
        var step = item.Path.Length == 0 ? null : run.StepAt(item.Path);
        var mayRecord = !attention && !me.IsAuditorOf(run.Case.Unit) && Recordings.MayRecord(run, item);
        var form = !mine && !mayRecord ? null : attention ? Attention.Form(run, item) : step!.Activity.Form(run, item);
        var due = run.Case.Deadlines.Values.Where(d => Paths.IsWithin(item.Path, d.Path)).MinBy(d => d.Due);
        return new ItemView(
            item.Id, item.Path, item.Title, attention ? "下级事项逾期，请了解情况、督促办理，并写明督办情况；这不会代替下级办理。" : step!.Hint,
            attention ? Attention.Kind : ActivityTypes.NameOf(step!.Activity), mine, item.To.Title, item.Since, due?.Due, due is not null && due.Due < run.Today, due is null || due.Path == item.Path ? null : due.Title,
            mine ? null : $"由{item.To.Title}办理", mayRecord,
            form, form?.Facts ?? [], attention ? [] : [.. returned.ReasonsAt(item.Path), .. form?.Notices ?? []],
            mine && !attention ? [.. Rules(run, step!)] : []);
    }

    private static IEnumerable<ItemRule> Rules(Run run, Step step) =>
        from id in RuleIds(step).Distinct()
        let rule = run.World.Rules.Find(id, run.Today)
        where rule is not null
        select new ItemRule(rule.Id, rule.About.Title, rule.About.Article, rule.About.Text);

    /// <summary>The rules that speak at a step: the definition's, those that the activity always asks, and those by whose setting its deadlines are counted.</summary>
    public static IEnumerable<string> RuleIds(Step step) => step.Rules.Select(r => r.Rule).Concat(step.Activity switch
    {
        CheckActivity check => [check.Ask.Rule],
        MeetingVoteActivity { Body: Body.Assembly } => ["MT-01"],
        MeetingVoteActivity { Body: Body.Committee } => ["MT-03"],
        MeetingVoteActivity => ["MT-03", "MT-01"],
        BallotActivity { AmongTied: true } => ["EL-13", "EL-15", "EL-16", "EL-19"],
        BallotActivity => ["EL-13", "EL-15", "EL-16", "EL-17", "EL-18", "EL-21"],
        PublicNoticeActivity => ["WD-02", "WD-03"],
        ElectorRollActivity => ["EL-05", "EL-06"],
        _ => Array.Empty<string>(),
    }).Concat(step.Deadlines.SelectMany(d => StatedPeriod.RulesOf(d.Within)));

    /// <summary>The rules by whose settings the clock begins the procedure and counts the deadlines of a whole case.</summary>
    public static IEnumerable<string> HeadRuleIds(Procedure procedure) =>
        procedure.Deadlines.Select(d => d.Within).Append(procedure.Recurs?.Yearly ?? procedure.Recurs?.Quarterly ?? "").SelectMany(StatedPeriod.RulesOf);

    /// <summary>The deadlines that run, the next one first.</summary>
    public static IEnumerable<DeadlineView> Deadlines(Run run) =>
        run.Case.Deadlines.Values.OrderBy(d => d.Due).Select(d => new DeadlineView(
            d.Key, d.Title, d.Path.Length == 0 ? null : run.StepAt(d.Path).Title, d.Due, d.Why, d.Provisional,
            d.Due < run.Today ? "overdue" : "running",
            [.. d.Was.Select(was => new DeadlineWas(was, "重新计算以前的日期"))]));

    /// <summary>What was filled in and found, step by step in the order of the procedure.</summary>
    private static IEnumerable<StepData> Data(Run run, Narrator narrator)
    {
        var order = run.Procedure.AllSteps().Select((s, i) => (s.Path, i)).ToDictionary(s => s.Path, s => s.i);
        return
            from datum in run.Case.Data
            let field = Labels.FieldOf(run.Procedure, datum.Value.Path, datum.Key)
            let label = field?.Label ?? Labels.OfComputed(run.Procedure, datum.Value.Path, datum.Key, datum.Value.Value)
            where label is not null && datum.Value.Value is not null and not JsonArray { Count: 0 }
            where !Labels.IsToldBeside(datum.Key, datum.Value.Value, run.Case.Data.Where(d => d.Value.Path == datum.Value.Path).Select(d => (d.Key, d.Value.Value)))
            group new DataField(datum.Key, label, narrator.Lines(field, datum.Value.Value, datum.Key)) by datum.Value.Path into step
            orderby order.GetValueOrDefault(step.Key, int.MaxValue)
            select new StepData(step.Key.Length == 0 ? "登记的内容" : run.Procedure.Find(step.Key) is null ? "" : run.TitleAt(step.Key), InFormOrder(run, step.Key, step));
    }

    private static ImmutableArray<DataField> InFormOrder(Run run, string path, IEnumerable<DataField> data)
    {
        var fields = run.Procedure.Find(path)?.Activity.AllFields ?? [];
        int Place(string name)
        {
            var last = name[(name.LastIndexOf('.') + 1)..];
            var at = fields.Select(f => f.Name).ToList().IndexOf(last);
            return at < 0 ? int.MaxValue : at;
        }

        return [.. data.OrderBy(d => Place(d.Name))];
    }
}
