using Workflows.Host.Problems;
using Workflows.Moves;

namespace Workflows.Host.Cases;

/// <summary>Makes a move of what was sent to <c>/moves/{kind}</c>.</summary>
internal static class MoveBody
{
    private static readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal)
    {
        ["hand-over"] = new(["item", "to", "reason"], (r, c, by) => new HandOver { Id = r.Move, Case = c, By = by, Seq = r.Seq, Item = r.Item ?? "", To = r.To ?? "", Reason = r.Reason ?? "" }),
        ["send-back"] = new(["item", "to", "reason"], (r, c, by) => new SendBack { Id = r.Move, Case = c, By = by, Seq = r.Seq, Item = r.Item ?? "", To = r.To ?? "", Reason = r.Reason ?? "" }),
        ["withdraw"] = new(["reason"], (r, c, by) => new Withdraw { Id = r.Move, Case = c, By = by, Seq = r.Seq, Reason = r.Reason ?? "" }),
        ["cancel"] = new(["reason", "end"], (r, c, by) => new Cancel { Id = r.Move, Case = c, By = by, Seq = r.Seq, Reason = r.Reason ?? "", End = r.End }),
        ["correct"] = new(["name", "value", "reason"], (r, c, by) => new Correct { Id = r.Move, Case = c, By = by, Seq = r.Seq, Name = r.Name ?? "", Value = r.Value?.DeepClone(), Reason = r.Reason ?? "" }),
        ["begin-aside"] = new(["step"], (r, c, by) => new BeginAside { Id = r.Move, Case = c, By = by, Seq = r.Seq, Step = r.Step ?? "" }),
        ["note"] = new(["text"], (r, c, by) => new Note { Id = r.Move, Case = c, By = by, Seq = r.Seq, Text = r.Text ?? "" }),
    };

    /// <summary>The mistake when the request is no such move.</summary>
    public static ProblemResult? Read(string id, string name, MoveRequest request, string person, out Move? move)
    {
        move = null;
        if (!kinds.TryGetValue(name, out var kind))
            return Say.NotFound($"没有名为“{name}”的操作。", $"可用的操作有 {string.Join("、", kinds.Keys)}。");
        if (Given(request).Except(kind.Takes).FirstOrDefault() is { } other)
            return Say.Field(other, $"操作“{name}”没有“{other}”这一项。");

        move = kind.Make(request, id, person);
        return null;
    }

    private static IEnumerable<string> Given(MoveRequest request)
    {
        (string Name, object? Value)[] members =
        [
            ("item", request.Item), ("to", request.To), ("reason", request.Reason), ("end", request.End), ("name", request.Name), ("value", request.Value), ("text", request.Text), ("step", request.Step),
        ];
        return members.Where(m => m.Value is not null).Select(m => m.Name);
    }

    private sealed record Kind(string[] Takes, Func<MoveRequest, string, string, Move> Make);
}
