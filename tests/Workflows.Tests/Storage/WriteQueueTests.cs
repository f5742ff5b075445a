using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

/// <summary>Moves that wait for the same disk are made durable together, and have nothing else to do with one another.</summary>
public sealed class WriteQueueTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Fresh(Database.Sqlite);
    private readonly MoveContexts contexts;
    private readonly RegisterStore register;
    private readonly WriteQueue queue;

    public WriteQueueTests()
    {
        contexts = new MoveContexts(database.Contexts, database.Choice);
        register = new RegisterStore(database.Contexts);
        queue = new WriteQueue(database.Choice, contexts, register);
    }

    public void Dispose()
    {
        queue.Dispose();
        contexts.Dispose();
        register.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task Whoever_lines_up_while_another_writes_is_written_in_one_transaction()
    {
        var seen = new List<(int Inside, int Outside)>();
        await WhileAnotherWrites(
            Write("a"),
            Write("b", async db => seen.Add((await db.Remembered.CountAsync(), (await Names()).Count))),
            Write("c"));
        Assert.Equal([(3, 1)], seen);
        Assert.Equal(["a", "b", "c", "first"], await Names());
    }

    [Fact]
    public async Task One_that_was_beaten_and_one_with_a_bug_take_nobody_with_them()
    {
        await WhileAnotherWrites(
            Write("a"),
            Refused<DbUpdateException>(Write("b", _ => throw new DbUpdateException("taken"))),
            Refused<InvalidOperationException>(Write("c", _ => throw new InvalidOperationException("bug"))),
            Write("d"));
        Assert.Equal(["a", "d", "first"], await Names());

        await Write("e")();
        Assert.Equal(["a", "d", "e", "first"], await Names());
    }

    [Fact]
    public async Task Nobody_is_answered_whose_row_is_not_there_when_even_the_connection_cannot_be_given_up()
    {
        var told = new ConcurrentBag<string>();
        await WhileAnotherWrites(Told("a"), Told("b", async db =>
        {
            await db.DisposeAsync();
            throw new InvalidOperationException("bug");
        }), Told("c"));
        Assert.Equal([.. told.Order(), "first"], await Names());

        await Write("d")();
        Assert.Contains("d", await Names());

        Func<Task> Told(string name, Func<WorkflowDb, Task>? also = null) => async () =>
        {
            if (await Record.ExceptionAsync(Write(name, also)) is null)
                told.Add(name);
        };
    }

    [Fact]
    public async Task Everybody_is_told_when_nothing_can_be_written_and_the_next_one_can_again()
    {
        await using (var blocker = await database.Contexts.CreateDbContextAsync())
        {
            await blocker.Database.ExecuteSqlRawAsync("CREATE TRIGGER full BEFORE INSERT ON remembered WHEN new.name <> 'first' BEGIN SELECT RAISE(ROLLBACK, 'full'); END");
            await WhileAnotherWrites(Refused<DbUpdateException>(Write("a")), Refused<DbUpdateException>(Write("b")));
            await blocker.Database.ExecuteSqlRawAsync("DROP TRIGGER full");
        }

        Assert.Equal(["first"], await Names());
        await Write("c")();
        Assert.Equal(["c", "first"], await Names());
    }

    [Fact]
    public async Task What_several_change_in_the_register_is_known_with_their_commit()
    {
        await register.Current();
        await WhileAnotherWrites(Write("a", changes: Person("n1")), Write("b"), Write("c", changes: Person("n2")));
        Assert.Equal(["n1", "n2"], (await register.Current()).People.Select(p => p.Id).Order());

        using var fresh = new RegisterStore(database.Contexts);
        Assert.Equal(["n1", "n2"], (await fresh.Current()).People.Select(p => p.Id).Order());
    }

    [Fact]
    public async Task Who_has_gone_before_standing_in_line_is_not_written()
    {
        await using var own = await database.Contexts.CreateDbContextAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => queue.Write(own, new Writing(_ => throw new InvalidOperationException("written"), new()), new CancellationToken(canceled: true)));
    }

    private static RegisterRows Person(string id) => new() { People = [new(id, $"新·示例{id}", null, Sex.Male)] };

    private static Func<Task> Refused<T>(Func<Task> write)
        where T : Exception => () => Assert.ThrowsAsync<T>(write);

    /// <summary>Writes one row, and does something after it in the same transaction.</summary>
    private Func<Task> Write(string name, Func<WorkflowDb, Task>? also = null, RegisterRows? changes = null) => async () =>
    {
        await using var own = await database.Contexts.CreateDbContextAsync();
        await queue.Write(own, new Writing(Rows, changes ?? new()) { By = () => new(default, "", RecordWays.Sample) },
            CancellationToken.None);

        async Task Rows(WorkflowDb db)
        {
            db.ChangeTracker.Clear();
            db.Add(new RememberedRow(name, "1"));
            await db.SaveChangesAsync();
            await (also?.Invoke(db) ?? Task.CompletedTask);
        }
    };

    /// <summary>All of them stand in line, in this order, before the one that writes is done.</summary>
    private async Task WhileAnotherWrites(params Func<Task>[] writes)
    {
        var (writing, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = Write("first", _ =>
        {
            writing.SetResult();
            return go.Task;
        })();
        await writing.Task;
        var all = writes.Select(write => write()).ToArray();
        go.SetResult();
        await Task.WhenAll([first, .. all]);
    }

    private async Task<List<string>> Names()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.Remembered.Select(r => r.Name).OrderBy(n => n).ToListAsync();
    }
}
