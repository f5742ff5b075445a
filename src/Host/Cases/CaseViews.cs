using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.Registers;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Draws up a case for the person who looks at it: what to do now, what is due, what was decided; and, when asked for, what happened.</summary>
internal sealed class CaseViews(Surroundings surroundings, Library library)
{
    /// <param name="db">Its connection is open.</param>
    /// <param name="me">Who looks at it, and may.</param>
    /// <param name="state">The case, as found or as just decided.</param>
    /// <param name="number">What people call it.</param>
    /// <param name="seq">The version that the state belongs to.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<CaseView> Of(WorkflowDb db, CurrentUser me, Case state, string number, int seq, CancellationToken cancellation)
    {
        var procedure = await library.Of(db, state.Procedure, state.Version, cancellation)
            ?? throw new DefinitionLostException(number, state.Procedure, state.Version);
        var run = await surroundings.Start(db, me.Person.Id, state, procedure, cancellation);
        var narrator = new Narrator(procedure, run.World.Register);
        // What others did since belongs to another version.
        var history = (await CaseStore.History(db, state.Id, cancellation)).FindAll(h => h.Seq <= seq);
        var returned = Returned.In(history, procedure, narrator, run.World.Register);
        return new CaseView(
            state.Id, number, state.Title, new ProcedureName(procedure.Key, procedure.Version, procedure.Title),
            state.Unit, me.Register.Unit(state.Unit)?.Name ?? state.Unit,
            state.IsOpen, state.End, state.End is { } end ? Ends.TitleOf(procedure, end) : null,
            state.OpenedOn, narrator.Name(state.StartedBy),
            state.Subject.Length == 0 ? null : new PersonName(state.Subject, narrator.Name(state.Subject)), seq,
            [.. Items(run, me, returned)],
            [.. DeadlineViews.Of(run, history)],
            [.. DecidedData.Of(run, narrator)],
            [.. Materials.Of(state, history, procedure, narrator)],
            [.. PermittedMoves.Of(run, history)],
            ProposedIn(procedure, history) is { } change ? ChangedTables.Of(me.Register, change) : null,
            procedure.Approves == ProposalKind.Accounts ? GrantEndpoints.HalfOf(me, state, history.SelectMany(h => h.Told)) : null,
            me.SeesCasesOf(state.Unit, state.Procedure));
    }

    /// <summary>The history of a case in words, and its place on the diagram.</summary>
    /// <param name="db">Its connection is open.</param>
    /// <param name="register">Names the people.</param>
    /// <param name="found">The case, which this person may see.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<CaseStory> Story(WorkflowDb db, Register register, StoredCase found, CancellationToken cancellation)
    {
        var procedure = await library.Of(db, found.Case.Procedure, found.Case.Version, cancellation)
            ?? throw new DefinitionLostException(found.Row.Number, found.Case.Procedure, found.Case.Version);
        var told = new HistoryTeller(procedure, new Narrator(procedure, register));
        var history = (await CaseStore.History(db, found.Case.Id, cancellation)).FindAll(h => h.Seq <= found.Row.Seq);
        return new CaseStory(found.Row.Seq, [.. history.Select(told.Tell)], Diagram.Of(procedure).At(found.Case));
    }

    /// <summary>The history keeps it when it has been entered.</summary>
    private static RegisterChange? ProposedIn(Procedure procedure, List<HistoryRow> history) => procedure.Approves == ProposalKind.Register
        ? history.SelectMany(h => h.Told).OfType<ChangeProposed>().FirstOrDefault()?.Change
        : null;

    private static IEnumerable<ItemView> Items(Run run, CurrentUser me, Returned returned) =>
        run.Case.Items.Select(item => Item(run, me, item, returned)).OrderByDescending(i => i.Mine).ThenBy(i => i.Due ?? DateOnly.MaxValue);

    private static ItemView Item(Run run, CurrentUser me, WorkItem item, Returned returned)
    {
        var attention = item.Kind == ItemKind.Urged;
        var early = Guards.NotNow(run, item);
        var has = early is null && me.Keys.Contains(item.To.Key) && Tenure.Stands(run, item) && !me.IsAuditorOf(run.Case.Unit);
        // Whom it concerns is told so before filling anything in, not afterwards; handing it over is still offered.
        var barred = has && !attention ? Barred(run, item) : null;
        var mine = has && barred is null;
        var step = item.Path.Length == 0 ? null : run.StepAt(item.Path);
        var mayRecord = !me.IsAuditorOf(run.Case.Unit) && Recordings.IsOffered(run, item);
        var form = !mine && !mayRecord ? null : attention ? Attention.Form(run, item) : step!.Activity.Form(run, item);
        var due = attention && item.Limit is null ? null : ItemDue.Of(run.Case, item);
        return new ItemView(
            item.Id, item.Path, item.Title, attention ? "下级事项逾期，请了解情况、督促办理，并写明督办情况；这不会代替下级办理。" : step!.Hint,
            attention ? Attention.Kind : ActivityTypes.NameOf(step!.Activity), mine, item.To.Title, item.Since, due?.Due, due is not null && due.Due < run.Today, due is { For.Length: > 0 } ? due.For : null,
            mine ? null : early?.Says ?? barred ?? $"由{item.To.Title}办理", mayRecord,
            form, form?.Facts ?? [], attention ? [] : [.. returned.RecordedBefore(item.Path), .. returned.ReasonsAt(item.Path), .. Stalls(run, item, mine, mayRecord), .. form?.Notices ?? []],
            mine ? [.. attention ? RulesOf(run, [Supervision.Id]) : Rules(run, step!)] : [],
            mine && !attention && step!.ReportsTo is not null);
    }

    private static string? Barred(Run run, WorkItem item)
    {
        var activity = run.StepAt(item.Path).Activity;
        return activity.BarredFrom(run, item).Contains(run.Actor.Person) && activity.MayHaveItem(run, item, run.Actor.Person) is { } problem
            ? problem.Says + problem.Instead
            : null;
    }

    /// <summary>What would stop the case: a post ahead that nobody holds, somebody asked who cannot sign in.</summary>
    private static IEnumerable<string> Stalls(Run run, WorkItem item, bool mine, bool mayRecord) =>
        mine ? Vacancies.Ahead(run, item.Path)
        : Vacancies.Says(run, item.To, item.Title) is { } vacant ? [vacant]
        : mayRecord && (WithoutAccount.Says(run, item.To, item.Title) ?? WithoutAccount.SaysOfPost(run, item.To, item.Title)) is { } waits ? [waits]
        : [];

    private static IEnumerable<ItemRule> Rules(Run run, Step step) => RulesOf(run, RulesAsked.At(step));

    private static IEnumerable<ItemRule> RulesOf(Run run, IEnumerable<string> ids) =>
        from id in ids.Distinct()
        let rule = run.World.Rules.Find(id, run.Today)
        where rule is not null
        select new ItemRule(rule.Id, rule.About.Title, rule.About.Article, rule.About.Text);
}
