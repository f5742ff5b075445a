using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>What a person may do with a case besides answering: the moves say it, the page only shows it.</summary>
internal static class PermittedMoves
{
    /// <summary>What is about one of the items comes first, item by item.</summary>
    public static IEnumerable<MoveView> Of(Run run, IReadOnlyList<HistoryRow> history)
    {
        if (!run.Case.IsOpen || Guards.MayAct(run) is not null)
            return [];

        var known = Known.Nothing with { History = history.SelectMany(h => h.Told) };
        var order = run.Case.Items.Select((item, at) => (item.Id, At: at)).ToDictionary(i => i.Id, i => i.At, StringComparer.Ordinal);
        return MoveTypes.Offered
            .SelectMany(type => type.Offers(run, known).Select(o => new MoveView(type.Name, o.Title, o.Form, o.Item, o.Fixed)))
            .OrderBy(view => view.Item is { } item ? order[item] : int.MaxValue);
    }
}
