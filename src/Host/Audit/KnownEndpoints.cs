using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Registers;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Audit;

/// <summary>How a row that was known then stands to what is known now.</summary>
internal enum KnownState
{
    /// <summary>Known then as it is now.</summary>
    Same,

    /// <summary>Known then with another last day.</summary>
    Changed,

    /// <summary>Entered later, whatever day it speaks of.</summary>
    Later,

    /// <summary>Known then, and taken out since.</summary>
    Gone,
}

/// <summary>A row of the register by both times.</summary>
/// <param name="Title">书记, 正式党员, 留党察看 …</param>
/// <param name="Name">Whose it is, where a unit is asked about; where, of a person.</param>
/// <param name="Until">The last day that was known then; null: none.</param>
/// <param name="UntilNow">The last day that is known now.</param>
/// <param name="Lasts">False for a term and its shifts: they are known by the day of the election alone.</param>
internal sealed record KnownRow(string Title, string Name, DateOnly From, DateOnly? Until, DateOnly? UntilNow, KnownState State, bool Lasts);

/// <summary>What the register was known to say at the end of a day.</summary>
/// <param name="Name">The person or the unit, as called then; as called now where it was not known yet.</param>
/// <param name="WasKnown">Was there such a person or unit in the register then?</param>
internal sealed record KnownPage(string Name, bool WasKnown, DateOnly Known, IReadOnlyList<KnownRow> Rows);

/// <summary>当时的名册: what was entered by a day, whatever was entered or put right afterwards. The day on which something holds and the
/// day on which it was entered are two.</summary>
internal static class KnownEndpoints
{
    public static void MapKnown(this IEndpointRouteBuilder api) => api.MapGet("/audit/register", Get).WithTags("审计").WithName("getRegisterAsKnown")
        .WithSummary("当时的名册：到某一天为止登记了某人或某党组织的什么，与现在有什么不同（最上级的安全审计员）");

    private static async Task<Results<Ok<KnownPage>, ProblemResult>> Get(
        DateOnly known, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Readings readings,
        CancellationToken cancellation, string? person = null, string? unit = null)
    {
        if (!me.AuditsAll)
            return Say.Forbidden("当时的名册涉及全部党组织，只有最上级的安全审计员可以查看。", "需要查看的，请联系安全审计员。");
        if (string.IsNullOrEmpty(person) == string.IsNullOrEmpty(unit))
            return Say.Malformed("请选择一个人或者一个党组织。");
        if (known <= Beijing.FirstDay || known > me.Today)
            return Say.Field("known", "请选择今天或以前的日期。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var then = await RegisterAsKnown.At(db, Beijing.Midnight(known.AddDays(1)), library.RoleBook, cancellation);
        if (person is { Length: > 0 } && await readings.Record(db, me, person, cancellation) is false)
            return Say.Refused("not-recorded", "现在不能记录这次查阅，所以没有显示。", "请稍后再试。");

        var about = person is { Length: > 0 }
            ? Of(then, me.Register, r => r.Person == person, UnitOf)
            : Of(then, me.Register, r => r.Unit == unit, (register, row) => row.Person.Length > 0 ? register.NameOf(row.Person) : "");
        var (before, now) = person is { Length: > 0 }
            ? (then.Person(person)?.Name, me.Register.Person(person)?.Name)
            : (then.Unit(unit!)?.Name, me.Register.Unit(unit!)?.Name);
        return before is null && now is null
            ? Say.NotFound("名册中没有，以前也没有。")
            : TypedResults.Ok(new KnownPage(before ?? now!, before is not null, known, about));
    }

    private static List<KnownRow> Of(Register then, Register now, Func<RowRef, bool> fits, Func<Register, RowRef, string> nameOf)
    {
        var (before, after) = (Rows(then.Rows, fits), Rows(now.Rows, fits));
        return [.. before.Keys.Union(after.Keys).OrderBy(r => r.Kind).ThenBy(r => r.From).Select(Told)];

        KnownRow Told(RowRef row)
        {
            var (was, stands) = (before.TryGetValue(row, out var old), after.TryGetValue(row, out var present));
            var state = !was ? KnownState.Later : !stands ? KnownState.Gone : old == present ? KnownState.Same : KnownState.Changed;
            return new(row.TitleIn(now.RoleBook), nameOf(was ? then : now, row), row.From, old, present, state,
                row.Kind is not (RowKind.Term or RowKind.TermShift));
        }
    }

    private static Dictionary<RowRef, DateOnly?> Rows(RegisterRows rows, Func<RowRef, bool> fits)
    {
        var dated = rows.Memberships.Select(m => (RowRef.Of(m), m.Until)).Concat(rows.Posts.Select(p => (RowRef.Of(p), p.Until)))
            .Concat(rows.Disciplines.Select(d => (RowRef.Of(d), d.Until))).Concat(rows.Absences.Select(a => (RowRef.Of(a), a.Until)))
            .Concat(rows.Terms.Select(t => (RowRef.Of(t), (DateOnly?)null))).Concat(rows.Shifts.Select(s => (RowRef.Of(s), (DateOnly?)null)));
        return dated.Where(r => fits(r.Item1)).ToDictionary(r => r.Item1, r => r.Item2);
    }

    private static string UnitOf(Register register, RowRef row) =>
        row.Unit.Length == 0 ? "" : (register.Unit(row.Unit, row.From) ?? register.Unit(row.Unit))?.Name ?? row.Unit;
}
