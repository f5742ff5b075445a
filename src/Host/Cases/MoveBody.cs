using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Moves;

namespace Workflows.Host.Cases;

/// <summary>Reads the body of a move other than a reply.</summary>
internal static class MoveBody
{
    private static readonly string[] common = ["move", "seq", "item"];

    /// <summary>The mistake when the body is not such a move.</summary>
    public static ProblemResult? Read(string id, string kind, JsonObject body, string person, out Move? move)
    {
        move = null;
        if (Json.String(body["move"]) is not { } text || !Guid.TryParse(text, out var moveId))
            return Say.Field("move", "缺少操作编号（move，一个 GUID）。");

        string Text(string name) => Json.String(body[name]) ?? "";
        var seq = Json.Number(body["seq"]);
        string[] own = kind switch
        {
            "hand-over" or "send-back" => ["to", "reason"],
            "withdraw" => ["reason"],
            "cancel" => ["reason", "end"],
            "correct" => ["name", "value", "reason"],
            "note" => ["text"],
            _ => [],
        };
        if (own.Length == 0)
            return Say.NotFound($"没有名为“{kind}”的操作。", "可用的操作见事项的 moves。");
        if (body.Select(b => b.Key).Except(common).Except(own).FirstOrDefault() is { } unknown)
            return Say.Field(unknown, $"没有名为“{unknown}”的项目。");

        move = kind switch
        {
            "hand-over" => new HandOver { Id = moveId, Case = id, By = person, Seq = seq, Item = Text("item"), To = Text("to"), Reason = Text("reason") },
            "send-back" => new SendBack { Id = moveId, Case = id, By = person, Seq = seq, Item = Text("item"), To = Text("to"), Reason = Text("reason") },
            "withdraw" => new Withdraw { Id = moveId, Case = id, By = person, Seq = seq, Reason = Text("reason") },
            "cancel" => new Cancel { Id = moveId, Case = id, By = person, Seq = seq, Reason = Text("reason"), End = Json.String(body["end"]) },
            "correct" => new Correct { Id = moveId, Case = id, By = person, Seq = seq, Name = Text("name"), Value = body["value"]?.DeepClone(), Reason = Text("reason") },
            _ => new Note { Id = moveId, Case = id, By = person, Seq = seq, Text = Text("text") },
        };
        return null;
    }
}
