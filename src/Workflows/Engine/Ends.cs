namespace Workflows.Engine;

/// <summary>Ends that every procedure has besides its own.</summary>
public static class Ends
{
    public const string Withdrawn = "withdrawn";
    public const string Cancelled = "cancelled";

    public static string TitleOf(string end) => end switch
    {
        Withdrawn => "已撤回",
        Cancelled => "已终止",
        _ => end,
    };

    public static string TitleOf(Procedure procedure, string end) =>
        procedure.Ends.TryGetValue(end, out var title) ? title : TitleOf(end);
}
