using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>Turns a definition's fields into what a page draws, with options, prefilled values and the register's word.</summary>
public static class Forms
{
    public static ImmutableArray<FormField> Build(Run run, string path, IEnumerable<Field> fields, Func<Field, JsonNode?>? prefill = null)
    {
        var all = fields.ToArray();
        return [.. Shown(run, path, all).Select(f => all.FirstOrDefault(o => f.From?.Is(o.Name) == true) is { } other
            ? Build(run, path, f with { From = other.From, Except = other.Except }, prefill) with { Among = other.Name }
            : Build(run, path, all.Any(o => f.Except?.Is(o.Name) == true) ? f with { Except = null } : f, prefill))];
    }

    /// <summary>Fields whose condition is already decided by the case are left out here; those that wait for another field's answer are left to the page.</summary>
    private static IEnumerable<Field> Shown(Run run, string path, Field[] fields) =>
        from field in fields
        let waits = field.ShowWhen is { } when && fields.Any(f => when.Field.Is(f.Name))
        where field.ShowWhen is not { } decided || waits || run.Holds(path, decided)
        select waits ? field : field with { ShowWhen = null };

    /// <summary>A field as the definition alone says it: what no case has to be asked for.</summary>
    public static FormField Outline(Field field) => new(field.Name, field.Label, field.Type)
    {
        Hint = field.Hint,
        Required = field.Required,
        Min = field.Min ?? (field.Type == FieldType.Number ? 0 : null),
        Max = field.Max,
        Unit = field.Unit,
        Options = [.. field.Options.Select(o => new FormOption(o.Key, o.Value))],
    };

    private static FormField Build(Run run, string path, Field field, Func<Field, JsonNode?>? prefill) =>
        Outline(field) with
        {
            Hint = MayNameSomebodyWithoutAccount(run, field) ? WithoutAccount.HintAfter(field.Hint) : field.Hint,
            Options = OptionsOf(run, path, field),
            Register = Says(run, path, field),
            Value = Fitting(field, prefill?.Invoke(field) ?? (field.Afresh ? null : run.Datum(path, field.Name)?.Value) ?? (field.Value is { } source ? run.Value(path, source) : null)),
            Columns = [.. field.Columns.Select(c => Build(run, path, c, _ => c.Value is { } v ? run.Value(path, v) : null))],
            FixedRows = field.RowPer is { } list ? FixedRows(run, path, field, list) : [],
            AddRows = field.Type == FieldType.Rows && field.RowPer is null,
            ShowWhen = field.ShowWhen,
        };

    private static bool MayNameSomebodyWithoutAccount(Run run, Field field) =>
        run.World.SignIns is not null && WithoutAccount.IsAskedLater(run.Procedure, field);

    /// <summary>Where people are asked for, one person is a list of one, and rows stand for the people in them.</summary>
    private static JsonNode? Fitting(Field field, JsonNode? value) =>
        field.Type == FieldType.People && value is not null ? Json.List(Json.Strings(value)) : value?.DeepClone();

    private static ImmutableArray<FormOption> OptionsOf(Run run, string path, Field field)
    {
        if (field.Type == FieldType.Unit)
            return [.. UnitsFor(run).Select(u => new FormOption(u.Id, u.Name))];
        if (field.Type is not (FieldType.Person or FieldType.People) && field is not { Type: FieldType.Text, From: not null })
            return [.. field.Options.Select(o => new FormOption(o.Key, o.Value))];

        var register = run.World.Register;
        var ids = field.From is { } source ? Json.Strings(run.Value(path, source)) : register.Roll(run.Case.Unit, run.Today).Members.Select(m => m.Person.Id);
        var barred = field.Except is { } except ? Json.Strings(run.Value(path, except)).ToHashSet() : [];
        var people = ids.Distinct().Where(id => !barred.Contains(id)).OrderBy(register.NameOf, NameOrder.ByStrokes).ThenBy(id => id, StringComparer.Ordinal);
        // Whoever is nearest comes first, by the post that is nearest.
        var near = register.Ancestors(run.Case.Unit, run.Today).Select(u => u.Id).Prepend(run.Case.Unit).ToList();
        int Far(Post? post) => post is not null && near.IndexOf(post.UnitId) is >= 0 and var at ? at : near.Count;
        var offices = people.ToDictionary(id => id, id => register.PostsOf(id, run.Today).OrderBy(Far).FirstOrDefault());
        // A roll is looked through branch by branch; those chosen from it stand as on a ballot (EL-11).
        var listed = field.From switch
        {
            Source.OfRegister fact when fact.In(run.Procedure)?.OfPosts == true => people.OrderBy(id => Far(offices[id])),
            null or Source.OfRegister => people.OrderBy(id => register.MembershipOf(id, run.Today)?.UnitId, StringComparer.Ordinal),
            _ => people,
        };
        // Two secretaries of two units are told apart by their units.
        var ofSeveral = offices.Values.OfType<Post>().Select(p => p.UnitId).Where(u => u != run.Case.Unit).Distinct().Count() > 1;
        var marks = MayNameSomebodyWithoutAccount(run, field);
        return
        [
            .. from id in listed
               let mark = marks && WithoutAccount.Is(run, id) ? WithoutAccount.Mark : ""
               let described = Describe(register, id, offices[id], ofSeveral && offices[id]?.UnitId != run.Case.Unit)
               // What is written is kept as it was written.
               select field.Type == FieldType.Text ? new FormOption(described, described) : new FormOption(id, described + mark),
        ];
    }

    /// <summary>The other party organisations of the same tree that may hold a case of this procedure.</summary>
    internal static IEnumerable<Unit> UnitsFor(Run run)
    {
        var units = run.World.Register.Units;
        var top = units.Ancestors(run.Case.Unit, run.Now).LastOrDefault()?.Id ?? run.Case.Unit;
        return units.Subtree(top, run.Now).Where(u => u.Id != run.Case.Unit && run.Procedure.IsFor(u.Kind));
    }

    private static string Describe(Register register, string id, Post? post, bool withUnit) => post is null
        ? register.NameOf(id)
        : $"{register.NameOf(id)}（{(withUnit ? PostNames.Of(register.Unit(post.UnitId), post.Role, register.RoleBook) : register.RoleBook.TitleOf(post.Role))}）";

    /// <summary>What the register says beside a number. A count that is made anew is made by people: the register knows something else, and never fills it in.</summary>
    private static FormFact? Says(Run run, string path, Field field) =>
        field.Says is not { } source || run.Value(path, source) is not { } value ? null
        : Labels.Of(run.Procedure, source) is var label && field.Afresh ? new FormFact(label, $"名册：{label} {Sources.InWords(value)} {field.Unit}".TrimEnd(), "名册")
        : new FormFact(label, $"名册：{Sources.InWords(value)} {field.Unit}".TrimEnd(), "名册", value.DeepClone());

    private static ImmutableArray<JsonObject> FixedRows(Run run, string path, Field field, Source list)
    {
        var key = field.Columns[0].Name;
        return run.Value(path, list) switch
        {
            JsonArray rows => [.. rows.Select(r => r is JsonObject row ? (JsonObject)row.DeepClone() : new JsonObject { [key] = r?.DeepClone() })],
            _ => [],
        };
    }
}
