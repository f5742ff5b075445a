using System.Data;
using Npgsql;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Backup;

/// <summary>The tables of a PostgreSQL server as files of rows, all as of one moment; the clock's own (qrtz_…) are made anew by whoever
/// needs them.</summary>
internal static class ServerTables
{
    private const string Tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'qrtz\\_%' ORDER BY tablename";

    /// <summary>Copies every table.</summary>
    /// <param name="file">Makes the file of a table.</param>
    /// <param name="also">What else is asked as of the same moment.</param>
    public static async Task Save(DatabaseChoice choice, Func<string, Stream> file, Func<NpgsqlConnection, Task> also)
    {
        await using var connection = new NpgsqlConnection(choice.ConnectionString);
        await connection.OpenAsync();
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        foreach (var table in await Names(connection))
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync(
                $"COPY \"{table}\" ({await Columns(connection, table)}) TO STDOUT (FORMAT binary)");
            await using var target = file(table);
            await rows.CopyToAsync(target);
        }

        await also(connection);
    }

    /// <summary>Fills an empty database.</summary>
    /// <exception cref="StartTrouble">It is not empty, or made by another version.</exception>
    public static async Task Load(DatabaseChoice choice, IReadOnlyDictionary<string, string> files)
    {
        await using (var before = new NpgsqlConnection(choice.ConnectionString))
        {
            await before.OpenAsync();
            if ((await Names(before)).Count > 0)
                throw new StartTrouble($"{choice.InWords()}不是空的，没有恢复。", "请另建一个空的数据库，再恢复到那里。");
        }

        var report = await new SchemaUpgrade(choice, [SchemaScripts.Workflows, HostDb.Scripts], TimeProvider.System).Run();
        if (report.Trouble is { } trouble)
            throw new StartTrouble(trouble.Sentence, trouble.Instead);

        await using var connection = new NpgsqlConnection(choice.ConnectionString);
        await connection.OpenAsync();
        await using var moment = await connection.BeginTransactionAsync();
        if (!(await Names(connection)).SequenceEqual(files.Keys.Order(StringComparer.Ordinal)))
            throw new StartTrouble("备份来自另一个版本的程序，表不一样。", "请用做备份时的版本恢复，再升级程序。");
        await Execute(connection, $"TRUNCATE {string.Join(", ", files.Keys.Select(t => $"\"{t}\""))}");
        foreach (var table in await InOrder(connection))
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync(
                $"COPY \"{table}\" ({await Columns(connection, table)}) FROM STDIN (FORMAT binary)");
            await using var source = File.OpenRead(files[table]);
            await source.CopyToAsync(rows);
        }

        await moment.CommitAsync();
    }

    /// <summary>What a table's rows refer to comes before it.</summary>
    private static async Task<List<string>> InOrder(NpgsqlConnection connection)
    {
        var refers = (await Texts(
                connection,
                """
                SELECT c.conrelid::regclass::text || ' ' || c.confrelid::regclass::text FROM pg_constraint c
                JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'f' AND n.nspname = current_schema()
                """))
            .Select(pair => pair.Split(' ')).ToLookup(pair => pair[0], pair => pair[1]);
        var ordered = new List<string>();
        foreach (var table in await Names(connection))
            Add(table);
        return ordered;

        void Add(string table)
        {
            foreach (var other in refers[table].Where(o => o != table && !ordered.Contains(o)))
                Add(other);
            if (!ordered.Contains(table))
                ordered.Add(table);
        }
    }

    private static Task<List<string>> Names(NpgsqlConnection connection) => Texts(connection, Tables);

    /// <summary>In the order of their names: two databases may have got them in another one.</summary>
    private static async Task<string> Columns(NpgsqlConnection connection, string table) => string.Join(", ", (await Texts(
        connection, $"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY column_name")).Select(c => $"\"{c}\""));

#pragma warning disable CA2100 // Names of tables and columns from the database's own catalogue.
    private static async Task<List<string>> Texts(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
#pragma warning restore CA2100
}
