using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Workflows.Storage;

namespace Workflows.Host.Start;

/// <summary>Why the host cannot start, told to the person at the console: one sentence and what to do.</summary>
internal sealed class StartTrouble(string what, string instead) : Exception(what)
{
    public string Instead { get; } = instead;

    /// <summary>Translates what a person can cause; null for what only a bug can cause.</summary>
    public static StartTrouble? From(Exception exception, StartOptions? options) => exception switch
    {
        StartTrouble trouble => trouble,
        IOException { InnerException: AddressInUseException } =>
            new($"地址 {options?.Urls} 已被占用。", "请先停止占用它的程序，或用 --urls 换一个端口。"),
        IOException { InnerException: AddressInUseException or SocketException } or SocketException =>
            new($"无法监听 {options?.Urls}：{exception.Message}", "请检查 --urls 中的地址和端口是否属于本机、是否有权使用。"),
        FormatException or UriFormatException => new($"监听地址“{options?.Urls}”写法不对。", "例如 --urls http://127.0.0.1:5080。"),
        UnauthorizedAccessException => new($"没有权限：{exception.Message}", "请检查数据目录的所有者和权限，或用 --data 换一个目录。"),
        IOException io when DiskTrouble.IsFull(io) => new("磁盘已满，无法启动。", "请清理磁盘，或用 --data 换一个目录。"),
        IOException io when DiskTrouble.IsReadOnly(io) => new("数据目录所在的磁盘是只读的。", "请改为可写，或用 --data 换一个目录。"),
        _ => options is not null && StorageTrouble.From(exception, options.Choice) is { } storage ? new(storage.Sentence, storage.Instead)
            : null,
    };
}
