using Microsoft.Data.Sqlite;
using Npgsql;
using Workflows.Host.Start;

namespace Workflows.Host.Problems;

/// <summary>A full disk or an unreachable database is nobody's bug: it has its own sentence, and nothing was changed.</summary>
internal static class StorageFailures
{
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteIo = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNotADatabase = 26;

    /// <summary>Null when the exception is about something else.</summary>
    public static ProblemResult? Explain(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => Say.DiskFull(),
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => Say.Busy(),
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } => Unreachable("数据库文件现在不能写入，这次的内容没有保存。"),
        SqliteException { SqliteErrorCode: SqliteIo or SqliteCorrupt or SqliteNotADatabase } => Unreachable("读写数据库文件时出错，这次的内容没有保存。"),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Say.DiskFull(),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } => Say.Busy(),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => Say.Malformed("内容中含有不能保存的字符。", instead: "请删去后重填。"),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } =>
            Unreachable("数据库正在停止或启动，这次的内容没有保存。"),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.InsufficientResources } => Say.Busy(),
        PostgresException { SqlState: PostgresErrorCodes.IoError or PostgresErrorCodes.SystemError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } =>
            Unreachable("数据库读写磁盘时出错，这次的内容没有保存。"),
        PostgresException { SqlState: ['0', '8', ..] } => Unreachable("连不上数据库，这次的内容没有保存。"),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => Unreachable("数据库现在不能写入，这次的内容没有保存。"),
        NpgsqlException and not PostgresException => Unreachable("连不上数据库，这次的内容没有保存。"),
        IOException io when DiskTrouble.IsFull(io) => Say.DiskFull(),
        IOException io when DiskTrouble.IsReadOnly(io) => Unreachable("数据目录现在不能写入，这次的内容没有保存。"),
        UnauthorizedAccessException => Unreachable("数据目录现在不能写入，这次的内容没有保存。"),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    /// <summary>Does it say that the database's file itself is damaged?</summary>
    public static bool IsDamage(Exception? exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase }
            || (exception is not null && IsDamage(exception.InnerException));

    private static ProblemResult Unreachable(string title) =>
        new(new(title, 503, "storage-unavailable") { Instead = "请稍后再试；仍不行时，请告诉管理员。" });
}
