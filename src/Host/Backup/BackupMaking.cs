using System.Formats.Tar;
using Microsoft.Data.Sqlite;
using Npgsql;
using Workflows.Host.Attachments;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Backup;

/// <summary>What a backup holds, while people work: the database as of one moment, every attachment that it knows, the keys and the
/// checkpoints.</summary>
/// <param name="options">Where the data lies.</param>
/// <param name="workplace">A private folder for what is not sealed yet; it is gone afterwards.</param>
internal sealed class BackupMaking(StartOptions options, DatabaseChoice choice, string workplace)
{
    public const string Database = "workflows.db", Tables = "tables", Attachments = "attachments";

    /// <summary>Small files beside the database. What signs and what was signed lies here unless it is kept elsewhere.</summary>
    public static readonly string[] Folders = ["keys", "checkpoint-key", "checkpoints"];

    private const string Known = "SELECT hash FROM attachments UNION SELECT hash FROM attachment_uses";

    private readonly List<string> hashes = [];

    /// <summary>Attachments that the database knows and that are not there.</summary>
    public int Missing { get; private set; }

    public int Files { get; private set; }

    /// <exception cref="StartTrouble">The database is damaged.</exception>
    public async Task Write(Stream to)
    {
        // Before the database: a checkpoint that is made meanwhile tells of more than the copy has.
        var beside = Folders.SelectMany(FilesIn).ToList();
        if (choice.IsPostgres)
            await ServerTables.Save(choice, table => File.Create(Path.Combine(workplace, table)), ReadHashes);
        else
            await CopyFile();

        await using var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        foreach (var file in Directory.EnumerateFiles(workplace).Order(StringComparer.Ordinal))
            await tar.WriteEntryAsync(file, choice.IsPostgres ? $"{Tables}/{Path.GetFileName(file)}" : Database);
        var attachments = new AttachmentFiles(options.AttachmentFolder);
        foreach (var hash in hashes)
        {
            if (attachments.Find(hash) is { } path)
                await tar.WriteEntryAsync(path, $"{Attachments}/{hash}");
            else
                Missing++;
            Files++;
        }

        foreach (var file in beside)
            await tar.WriteEntryAsync(file, $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}");
    }

    private IEnumerable<string> FilesIn(string folder) =>
        Path.Combine(options.Data, folder) is var path && Directory.Exists(path) ? Directory.EnumerateFiles(path) : [];

    /// <summary>One reading of the file, which holds up no writer; the copy is looked through before anybody relies on it.</summary>
    private async Task CopyFile()
    {
        var copy = Path.Combine(workplace, Database);
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = choice.File, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync();
        using (var vacuum = connection.CreateCommand())
        {
            vacuum.CommandText = "VACUUM INTO $copy";
            vacuum.Parameters.AddWithValue("$copy", copy);
            await vacuum.ExecuteNonQueryAsync();
        }

        var health = await DatabaseCheck.Run(DatabaseChoice.Parse(copy));
        if (!health.IsSound)
            throw new StartTrouble("数据库已经损坏，没有做成备份。", "请停止使用，用最近的备份恢复。");

        await using var copied = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        await copied.OpenAsync();
        using var command = copied.CreateCommand();
        command.CommandText = Known;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            hashes.Add(reader.GetString(0));
    }

    private async Task ReadHashes(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Known, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            hashes.Add(reader.GetString(0));
    }
}
