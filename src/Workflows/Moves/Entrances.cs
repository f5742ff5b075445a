using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>
/// The four moves that come with a request of their own: somebody opens a case, puts a proposal before others, answers an item, reports a unit. Whoever takes such a
/// request says what was asked for; which record it is stays in this folder.
/// </summary>
public static class Entrances
{
    /// <param name="id">Id of the move.</param>
    /// <param name="case">Id of the case that it opens.</param>
    /// <param name="by">The person, or the clock.</param>
    /// <param name="procedure">Key of the procedure.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="about">The person whom it is about, where the register knows them.</param>
    /// <param name="newcomer">The person, where the register does not.</param>
    /// <param name="beganOn">补录: the day on which it began on paper.</param>
    public static Move Opening(
        Guid id, string @case, string by, string procedure, string unit, string? about = null, Newcomer? newcomer = null, DateOnly? beganOn = null) => new Open
    {
        Id = id,
        Case = @case,
        By = by,
        Procedure = procedure,
        Unit = unit,
        About = about,
        Newcomer = newcomer,
        BeganOn = beganOn,
    };

    /// <param name="id">Id of the move.</param>
    /// <param name="case">Id of the case that it opens.</param>
    /// <param name="by">The person.</param>
    /// <param name="procedure">Key of the procedure that approves such things.</param>
    /// <param name="unit">For which the proposer acts.</param>
    /// <param name="proposal">What is to be changed, and why.</param>
    public static Move Proposing(Guid id, string @case, string by, string procedure, string unit, Proposal proposal) => new Propose
    {
        Id = id,
        Case = @case,
        By = by,
        Procedure = procedure,
        Unit = unit,
        Proposal = proposal,
    };

    /// <param name="id">Id of the move.</param>
    /// <param name="case">Id of the case.</param>
    /// <param name="by">The person.</param>
    /// <param name="seq">The version of the case that was seen.</param>
    /// <param name="item">The work item.</param>
    /// <param name="answer">What is answered, with its papers where it was done before.</param>
    /// <param name="doneOn">补录: the day on which it was done on paper.</param>
    public static Move Answering(Guid id, string @case, string by, int? seq, string item, Answer answer, DateOnly? doneOn) => new Reply
    {
        Id = id,
        Case = @case,
        By = by,
        Seq = seq,
        Item = item,
        Outcome = answer.Outcome,
        Values = answer.Values,
        Departures = answer.Departures,
        Reason = answer.Reason,
        DoneOn = doneOn,
        Evidence = answer.Evidence ?? [],
    };

    /// <param name="id">Id of the move.</param>
    /// <param name="case">Id of the case that takes it, or of the one that it begins.</param>
    /// <param name="draft">The report as handed in.</param>
    public static Move Reporting(Guid id, string @case, ReportDraft draft) => new Report
    {
        Id = id,
        Case = @case,
        By = draft.By,
        Procedure = draft.Procedure,
        Unit = draft.Unit,
        Trigger = draft.Trigger,
        Source = draft.Source,
        From = draft.From,
        On = draft.On,
        Facts = draft.Facts,
        Text = draft.Text,
        Files = draft.Files,
    };
}

/// <summary>A report as handed in, before it is known which case takes it.</summary>
public sealed record ReportDraft(string Procedure, string Unit, string Trigger, string Source, DateOnly On, string By)
{
    public string? From { get; init; }

    public JsonObject Facts { get; init; } = [];

    public string? Text { get; init; }

    public JsonArray Files { get; init; } = [];
}
