using System.Globalization;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Clock;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Scenarios;
using Workflows.Storage;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Engine;

/// <summary>The whole library on its own database with a clock that tests move; driven by moves, as people and the clock do.</summary>
public sealed class Bench : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly string folder = Directory.CreateTempSubdirectory("definitions-").FullName;

    private Bench(TestDatabase database, DateOnly today)
    {
        this.database = database;
        Time = new SettableTime(today);
        services = new ServiceCollection()
            .AddSingleton(Time).AddSingleton<TimeProvider>(Time)
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddSingleton<SignIns>(_ => _ => ValueTask.FromResult(WhoSignsIn))
            .AddWorkflows(database.Choice)
            .AddSingleton<ClockWork>()
            .AddSingleton<Verifier>()
            .AddSingleton<ScenarioPlayer>()
            .BuildServiceProvider();
    }

    public SettableTime Time { get; }

    /// <summary>The people who can sign in; null: everybody.</summary>
    public IReadOnlySet<string>? WhoSignsIn { get; set; }

    /// <summary>The case that the last <see cref="Open"/> opened.</summary>
    public string Case { get; set; } = "";

    public Library Library => services.GetRequiredService<Library>();

    public IMediator Mediator => services.GetRequiredService<IMediator>();

    public ReportDesk Desk => services.GetRequiredService<ReportDesk>();

    public ClockWork Clock => services.GetRequiredService<ClockWork>();

    public ScenarioPlayer Player => services.GetRequiredService<ScenarioPlayer>();

    public Verifier Verifier => services.GetRequiredService<Verifier>();

    public TestDatabase Database => database;

    /// <summary>Starts with these definitions (texts) and this register; fails when a definition has mistakes.</summary>
    public static async Task<Bench> Start(string today, RegisterRows register, params string[] definitions)
    {
        var bench = await StartOn(Storage.Database.Sqlite, today, register);
        await bench.Define(definitions);
        return bench;
    }

    public static async Task<Bench> StartOn(Database on, string today, RegisterRows register)
    {
        var bench = new Bench(TestDatabase.Fresh(on), Day(today));
        var db = await bench.database.Contexts.CreateDbContextAsync();
        await using (db)
            await RegisterStore.Save(db, register, new(default, "", RecordWays.Sample));
        return bench;
    }

    /// <summary>Starts on a database that is there already, and owns it from now on.</summary>
    public static Bench Continue(TestDatabase database, string today) => new(database, Day(today));

    /// <summary>Starts with one procedure of these steps (the first is <c>s</c>), opened by the branch's secretary.</summary>
    public static async Task<Bench> Opened(string steps, string today = "2026-11-02", RegisterRows? register = null, string head = "", Database on = Storage.Database.Sqlite)
    {
        var bench = await StartOn(on, today, register ?? Town.Rows);
        await bench.Define(Flow.Of(steps, head));
        Done(await bench.Open("chair", "p", "b"));
        return bench;
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task Define(params string[] definitions)
    {
        foreach (var (text, i) in definitions.Select((t, i) => (t, i)))
            await File.WriteAllTextAsync(Path.Combine(folder, $"definition-{Library.Procedures.Newest.Count() + i}.yaml"), text);
        var calendars = Directory.CreateDirectory(Path.Combine(folder, "calendar")).FullName;
        foreach (var year in Directory.EnumerateFiles(Path.Combine(Repository.Definitions, "calendar")))
            File.Copy(year, Path.Combine(calendars, Path.GetFileName(year)), overwrite: true);
        await Library.Load(folder);
        Assert.Empty(Library.Mistakes);
    }

    /// <summary>As after a restart: everything is read again.</summary>
    public async Task<IReadOnlyList<string>> Reload()
    {
        await Library.Load(folder);
        return [.. Library.Mistakes.Select(m => m.ToString())];
    }

    /// <summary>Puts a definition file into the folder, or in place of the one of that name.</summary>
    public Task Write(string file, string text) => File.WriteAllTextAsync(
        Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(file)!)).FullName, Path.GetFileName(file)), text);

    public void Remove(string file) => File.Delete(Path.Combine(folder, file));

    /// <summary>Changes the database behind the engine's back.</summary>
    public async Task Sql(string sql)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await using (db)
            await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>The holiday notice of a further year comes in.</summary>
    public async Task AddCalendar(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "calendar", "added.yaml"), text);
        await Library.Load(folder);
        Assert.Empty(Library.Mistakes);
    }

    /// <summary>Uses a folder of definitions as it is.</summary>
    public async Task Load(string definitions)
    {
        await Library.Load(definitions);
        Assert.Empty(Library.Mistakes);
    }

    public void On(string day) => Time.Set(Day(day));

    public async Task<MoveResult> Open(string by, string procedure, string unit, Guid? id = null)
    {
        var move = id ?? Guid.NewGuid();
        Case = CaseId.For(move);
        return await Mediator.Send(new Open { Id = move, Case = Case, By = by, Procedure = procedure, Unit = unit });
    }

    /// <summary>Answers the open item of that step which this person may answer (or the first one, to be told why not).</summary>
    public async Task<MoveResult> Reply(string by, string step, string outcome, string values = "{}", string? reason = null, params Departure[] departures) =>
        await Mediator.Send(Answer(by, (await ItemAt(by, step))?.Id, outcome, values) with { Reason = reason, Departures = [.. departures] });

    /// <summary>Answers the first open item of that name.</summary>
    public async Task<MoveResult> ReplyTo(string by, string part, string outcome, string values = "{}", string? reason = null) =>
        await Mediator.Send(Answer(by, (await Now()).Items.FirstOrDefault(i => i.Name == part)?.Id, outcome, values) with { Reason = reason });

    public Task<MoveResult> Make(Move move) => Mediator.Send((IRequest<MoveResult>)move);

    public Reply Answer(string by, string? item, string outcome, string values = "{}") =>
        new() { Id = Guid.NewGuid(), Case = Case, By = by, Item = item ?? "none", Outcome = outcome, Values = JsonNode.Parse(values)!.AsObject() };

    /// <summary>What this person is shown and asked at the step.</summary>
    public async Task<AnswerForm> Form(string by, string step)
    {
        var item = (await ItemAt(by, step))!;
        var run = await RunFor(by);
        return run.StepAt(item.Path).Activity.Form(run, item);
    }

    /// <summary>A run of this person on the case as it is, to ask it things.</summary>
    public async Task<Run> RunFor(string by)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await using (db)
        {
            var found = (await CaseStore.Find(db, Case))!;
            return await services.GetRequiredService<Surroundings>().Start(db, by, found.Case, Library.Procedures.Find(found.Row.Procedure, found.Row.Version)!.Procedure, default);
        }
    }

    public async Task<WorkItem?> ItemAt(string by, string step)
    {
        var state = await Now();
        var register = await services.GetRequiredService<RegisterStore>().Current();
        var keys = Assignee.KeysOf(Actor.Of(register, by, services.GetRequiredService<Surroundings>().Today));
        var here = state.Items.Where(i => i.Path == step || i.Path.EndsWith("/" + step, StringComparison.Ordinal)).ToArray();
        return here.FirstOrDefault(i => keys.Contains(i.To.Key)) ?? here.FirstOrDefault();
    }

    /// <summary>The case as lists show it.</summary>
    public Task<CaseRow> Row() => Ask(db => db.Cases.SingleAsync(c => c.Id == Case));

    public async Task<Case> Now() => (await Ask(db => CaseStore.Find(db, Case)))!.Case;

    public async Task<IReadOnlyList<HistoryRow>> History() => await Ask(db => CaseStore.History(db, Case));

    /// <summary>Ids of all cases.</summary>
    public async Task<IReadOnlyList<string>> Cases() => await Ask(db => db.Cases.Select(c => c.Id).ToListAsync());

    public async Task<IReadOnlyList<string>> Numbers() => await Ask(db => db.Cases.Select(c => c.Number).ToListAsync());

    /// <summary>Everything that anybody was told.</summary>
    public async Task<IReadOnlyList<MessageRow>> Messages() => await Ask(db => db.Messages.OrderBy(m => m.At).ToListAsync());

    /// <summary>The open items as inboxes read them.</summary>
    public async Task<IReadOnlyList<ItemRow>> ItemRows() => await Ask(db => db.WorkItems.AsNoTracking().ToListAsync());

    public async Task<Register> Register() => await services.GetRequiredService<RegisterStore>().Current();

    /// <summary>The history as a person reads it, one line an event, the day in front.</summary>
    public async Task<string> Timeline()
    {
        var state = await Now();
        return Workflows.Scenarios.Timeline.Of(Library.Procedures.Find(state.Procedure, state.Version)!.Procedure, await Register(), await History());
    }

    /// <summary>Passes the time up to a day, the clock waking at noon of every day on which something is due.</summary>
    public async Task PassTo(string day)
    {
        for (var today = Time.Today; today < Day(day); today = today.AddDays(1))
        {
            Time.Set(today.AddDays(1));
            await Clock.RunDeadlines();
        }
    }

    /// <summary>Decides a setting.</summary>
    public async Task Decide(string key, string value)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await using (db)
            await SettingStore.Decide(db, new SettingDecision(key, Time.GetUtcNow(), value, "示例", "chief"), default);
    }

    /// <summary>Lays rows over the register, as an import does.</summary>
    public async Task Lay(RegisterRows rows)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await using (db)
            await RegisterStore.Save(db, rows, new(default, "", RecordWays.Sample));
    }

    /// <summary>A post of the branch ends on a day, and others begin.</summary>
    public Task Change(string person, string role, string on, params Post[] begin) =>
        Lay(new RegisterRows { Posts = [new Post(person, "b", role, new DateOnly(2023, 1, 1), Day(on)), .. begin] });

    /// <summary>Takes a wrong row out of the register.</summary>
    public async Task Void(RowRef row)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await using (db)
            Assert.Equal(VoidOutcome.Voided, await RegisterVoids.Void(db, row, new("chief", Time.GetUtcNow(), "录入有误", "")));
    }

    private async Task<T> Ask<T>(Func<WorkflowDb, Task<T>> question)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await using (db)
            return await question(db);
    }

    public static Problem Refusal(MoveResult result) => Assert.IsType<MoveResult.Refused>(result).Problem;

    public static Case Done(MoveResult result) =>
        result is MoveResult.Refused refused
            ? throw new Xunit.Sdk.XunitException($"Refused: {refused.Problem.Says} {string.Join(' ', refused.Problem.Errors)}")
            : Assert.IsType<MoveResult.Done>(result).Case;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
