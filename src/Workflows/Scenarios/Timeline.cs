using System.Text;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Scenarios;

/// <summary>A case's history as a person reads it: one line an event, the day in front.</summary>
public static class Timeline
{
    public static string Of(Procedure procedure, Register register, IEnumerable<HistoryRow> history)
    {
        var narrator = new Narrator(procedure, register);
        var text = new StringBuilder();
        foreach (var row in history)
        {
            foreach (var sentence in Ledger.Read(row.Events).Select(narrator.Tell).OfType<string>())
                text.Append(Json.Text(Surroundings.DayOf(row.At))).Append(' ').Append(sentence.ReplaceLineEndings(" ")).Append('\n');
        }

        return text.ToString();
    }
}
