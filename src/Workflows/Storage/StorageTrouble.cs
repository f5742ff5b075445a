using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Storage;

/// <summary>Why the database cannot be used, told to the person who starts the product.</summary>
/// <param name="Code">Kebab-case name of the trouble.</param>
/// <param name="Sentence">What is wrong, in one Chinese sentence.</param>
/// <param name="Instead">What to do about it.</param>
public sealed record StorageTrouble(string Code, string Sentence, string Instead)
{
    /// <summary>Bytes. With less free, what SQLite keeps beside its file does not fit.</summary>
    private const long LeastRoom = 128 * 1024;

    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteIo = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNotADatabase = 26;

    /// <summary>Reads what a database or the file system threw; null when it is not about storage.</summary>
    public static StorageTrouble? From(Exception? exception, DatabaseChoice choice) => exception switch
    {
        // On a full disk a file beside the database cannot be made: that says so in other words.
        SqliteException { SqliteErrorCode: SqliteIo or SqliteCannotOpen } when IsFull(choice) => FromSqlite(SqliteFull, choice.InWords()),
        SqliteException sqlite => FromSqlite(sqlite.SqliteErrorCode, choice.InWords()),
        PostgresException postgres => FromPostgres(postgres.SqlState, choice.InWords()),
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } =>
            new("unreachable", $"连接不上{choice.InWords()}。", "请确认数据库服务已经启动，地址和端口正确，再重新启动本程序。"),
        UnauthorizedAccessException => ReadOnly(choice.InWords()),
        _ => exception?.InnerException is { } inner ? From(inner, choice) : null,
    };

    internal static StorageTrouble ReadOnly(string where) =>
        new("read-only", $"{where}是只读的，不能写入。", "请给运行本程序的账户以该文件及其所在目录的写权限，再重新启动。");

    internal static StorageTrouble NotADatabase(string where) =>
        new("not-a-database", $"{where}不是数据库文件。", "请改用其他路径，或用备份恢复该文件；本程序没有改动它。");

    internal static StorageTrouble MissingDirectory(string directory) =>
        new("missing-directory", $"目录 {directory} 不存在。", "请先建立该目录，或用 --data 指定已有的目录。");

    internal static StorageTrouble IsDirectory(string path) =>
        new("is-a-directory", $"{path} 是目录，不是数据库文件。", "请在路径后面写上文件名。");

    internal static StorageTrouble Foreign(string where) =>
        new("foreign-database", $"{where}里已有其他程序的数据表。", "请为本程序另建一个空的数据库；本程序没有改动它。");

    internal static StorageTrouble Newer(string where, string component, int found, int known) =>
        new("newer-version", $"{where}已由更新的版本使用过（{component} 第 {found} 版，本程序只认识到第 {known} 版）。", "请改用新版本的程序，或恢复升级前的备份；本程序没有改动它。");

    internal static StorageTrouble Corrupt(string where) => new("corrupt", $"{where}已经损坏。", "请停止使用，用最近的备份恢复该文件。");

    private static bool IsFull(DatabaseChoice choice)
    {
        try
        {
            return choice.File is { } file && new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace < LeastRoom;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static StorageTrouble? FromSqlite(int code, string where) => code switch
    {
        SqliteBusy or SqliteLocked => new("busy", $"{where}正被其他程序占用。", "请关闭占用它的程序，再重新启动。"),
        SqliteReadOnly => ReadOnly(where),
        SqliteCannotOpen => new("cannot-open", $"打不开{where}。", "请确认路径正确，且运行本程序的账户可以读写该目录。"),
        SqliteFull => new("disk-full", $"磁盘已满，{where}无法写入。", "请腾出空间后再重新启动；已经保存的内容没有丢失。"),
        SqliteIo => new("io-error", $"读写{where}时磁盘出错。", "请检查磁盘；必要时用备份恢复该文件。"),
        SqliteCorrupt => Corrupt(where),
        SqliteNotADatabase => NotADatabase(where),
        _ => null,
    };

    private static StorageTrouble? FromPostgres(string state, string where) => state switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            new("sign-in-refused", $"{where}拒绝了用户名或密码。", "请核对连接字符串里的用户名和密码。"),
        PostgresErrorCodes.InvalidCatalogName => new("no-such-database", $"没有{where}。", "请先由管理员建立该数据库（CREATE DATABASE）。"),
        PostgresErrorCodes.InsufficientPrivilege => new("no-privilege", $"没有在{where}里建表或写入的权限。", "请由管理员授予权限后再重新启动。"),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(where),
        PostgresErrorCodes.DiskFull => new("disk-full", $"{where}所在的磁盘已满。", "请腾出空间后再重新启动；已经保存的内容没有丢失。"),
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow =>
            new("busy", $"{where}现在不接受新的连接。", "请稍候片刻再重新启动。"),
        _ => null,
    };
}
