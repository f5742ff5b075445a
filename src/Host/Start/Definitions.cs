using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Host.Start;

/// <summary>What was read from the definitions folder when the host started.</summary>
internal sealed record Definitions(WorkCalendar Calendar)
{
    /// <exception cref="StartTrouble">The folder is missing or something in it is wrong.</exception>
    public static Definitions Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new StartTrouble($"没有流程定义目录 {folder}。", "请用 --definitions 指明目录，或从项目根目录启动。");

        var (calendar, mistakes) = CalendarFile.ReadFolder(Path.Combine(folder, "calendar"));
        return mistakes.IsEmpty
            ? new Definitions(calendar)
            : throw new StartTrouble(
                $"流程定义有 {mistakes.Length} 处错误，第一处：{mistakes[0]}",
                $"请运行 dotnet run --project src/Host -- lint {folder} 查看全部错误，改正后再启动。");
    }
}
