using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>Registers an activity under the name that definitions use; the designer's toolbox reads the same attribute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string name, string title) : Attribute
{
    public string Name { get; } = name;

    /// <summary>In Chinese: 公示.</summary>
    public string Title { get; } = title;
}

/// <summary>What somebody answered at a work item, before it is accepted.</summary>
/// <param name="Values">Field → value, as sent; validated by the activity.</param>
/// <param name="Departures">Soft rules that the person departs from, with reason and approver.</param>
public sealed record Answer(string Outcome, System.Text.Json.Nodes.JsonObject Values, ImmutableArray<Departure> Departures, string? Reason)
{
    /// <summary>补录: the papers that show what was done before; null when it is done now.</summary>
    public System.Text.Json.Nodes.JsonArray? Evidence { get; init; }
}

/// <summary>A reasoned departure from a soft rule (CV-10).</summary>
public sealed record Departure(
    [property: Key("规则", "规则编号。", Example = "MT-07")] string Rule,
    [property: Key("理由", "为什么突破。")] string Reason,
    [property: Key("批准", "由谁批准。")] string Approver);

/// <summary>活动类型: what a step does. Its settings are its properties; behaviour is in the four methods.</summary>
public abstract record Activity
{
    /// <summary>Every outcome the step can be left by.</summary>
    public abstract ImmutableArray<string> Outcomes { get; }

    /// <summary>What an outcome is called in Chinese, as a way out of the step or as an answer to it.</summary>
    public virtual string TitleOf(Step step, string outcome) => outcome == "done" ? "办结" : outcome;

    /// <summary>The outcomes that it may still be left by as the case stands: what only the register decides is decided already.</summary>
    public virtual IEnumerable<string> OutcomesAhead(Run run, string path) => Outcomes;

    /// <summary>Every way in which somebody who is asked may answer.</summary>
    public virtual IEnumerable<string> Replies => [];

    /// <summary>True for an outcome that is recorded because a rule of the activity does not hold: the vote is not carried, the ballot void.</summary>
    public virtual bool IsFailure(string outcome) => false;

    /// <summary>True when an answer to it decides so much (a ballot, a vote) that whoever signs in with a second factor proves once more
    /// who they are.</summary>
    public virtual bool IsGrave => false;

    /// <summary>True when it waits for nobody: a circle of such steps would never end.</summary>
    public virtual bool IsAutomatic => false;

    /// <summary>What it carries out that has been proposed and approved; null: nothing of the kind.</summary>
    public virtual ProposalKind? Enacts => null;

    /// <summary>True when it is begun by somebody beside what the case is doing, not come to.</summary>
    public virtual bool IsAside => false;

    /// <summary>True when data set inside its branches is kept apart under its step's name.</summary>
    public virtual bool OpensScope => false;

    /// <summary>True when the definition gives it branches.</summary>
    public virtual bool HasBranches => false;

    /// <summary>Key of the procedure whose steps become its one branch; null: it calls none.</summary>
    public virtual string? Calls => null;

    /// <summary>The step with what it calls in place.</summary>
    public virtual Step Placed(Step step, Procedure called) => step;

    /// <summary>The source that a name inside was given from; null when it was not.</summary>
    public virtual Source? GivenFrom(string name) => null;

    /// <summary>Where the source of what was given has been corrected, it is given once more.</summary>
    /// <param name="corrected">Full name of the datum.</param>
    public virtual void GiveAnew(Run run, string path, string corrected)
    {
    }

    /// <summary>True when leaving by this outcome stops the branches that still run, and what they decided comes to nothing.</summary>
    public virtual bool StopsBranches(string outcome) => false;

    /// <summary>Can a case pass the step without waiting for anybody?</summary>
    /// <param name="mayEnd">Can a branch come to its end so?</param>
    public virtual bool MayPass(Step step, Func<Block, bool> mayEnd) => IsAutomatic;

    /// <summary>True when what came of it stands although the step is done anew: those whom an earlier round elected stay elected.</summary>
    public virtual bool StandsWhenRedone => false;

    /// <summary>May it be begun now beside what the case is doing, by whoever may at all?</summary>
    public virtual bool IsOpenTo(Run run, string path) => false;

    /// <summary>How like items of several cases are answered together; null when they are not.</summary>
    public virtual Together? Together => null;

    /// <summary>True when a field of it may say whether each of several cases has its own answer.</summary>
    public virtual bool TakesEachCase => false;

    /// <summary>True when each member of a body is asked, not the post.</summary>
    public virtual bool AsksEachMember => false;

    /// <summary>True when the item can be answered by this one person only, such as a vote: it is not handed over.</summary>
    public virtual bool IsPersonal(WorkItem item) => false;

    /// <summary>What of an answer its giver cannot take back by any means, in words: a vote, a count; null when it is an answer like others.</summary>
    public virtual string? CannotBeTakenBack(Replied given) => null;

    /// <summary>Fields of an answer that stay in the reply, not in the case's data, and are to be read in the history all the same; not what two count apart.</summary>
    public virtual IEnumerable<Field> Told(Replied given) => [];

    /// <summary>People who must not have the item because the matter concerns them.</summary>
    public virtual IEnumerable<string> Barred(Run run, string path) => [];

    /// <summary>Why this person must not have the item; null when they may.</summary>
    public virtual Problem? MayHave(Run run, string path, string person) => null;

    /// <summary>The same for one item of several, such as one of two counts.</summary>
    public virtual IEnumerable<string> BarredFrom(Run run, WorkItem item) => Barred(run, item.Path);

    public virtual Problem? MayHaveItem(Run run, WorkItem item, string person) => MayHave(run, item.Path, person);

    /// <summary>Why the item is not handed over to this person, who might have it by their own right; null when it may be.</summary>
    public virtual Problem? WhyNotHandedTo(Run run, WorkItem item, string person) => null;

    /// <summary>Is this person, whom the step asked by name, to be asked on the day of the move, too? For a post, only while they hold it.</summary>
    public virtual bool IsStillAsked(Run run, WorkItem item, string person) => true;

    /// <summary>Posts may have changed hands since somebody was asked by name: whoever is to be asked now is asked.</summary>
    public virtual void Follow(Run run, string path)
    {
    }

    /// <summary>Who is asked here, for lists of steps; empty when nobody is.</summary>
    public virtual ImmutableArray<Who> Asks => [];

    /// <summary>Who is told something here.</summary>
    public virtual ImmutableArray<Who> Tells => [];

    /// <summary>Fields whose values whoever filled them in may correct later.</summary>
    public virtual ImmutableArray<Field> Correctable => [];

    /// <summary>One of them has been corrected.</summary>
    public virtual void Corrected(Run run, string path, Field field)
    {
    }

    /// <summary>Fields whose values become the case's data under their own names.</summary>
    public virtual ImmutableArray<Field> OwnFields => [];

    /// <summary>What the activity puts into the case's data by itself.</summary>
    public virtual IEnumerable<Made> Gives(string step) => [];

    /// <summary>Sources that its settings read, for lint.</summary>
    public virtual IEnumerable<Source> Reads => [];

    /// <summary>The rules that it asks by itself, besides those of its step.</summary>
    public virtual IEnumerable<string> RulesAsked => [];

    /// <summary>Rules that it asks by its settings, besides those of the step.</summary>
    public virtual IEnumerable<RuleUse> OwnRules => [];

    /// <summary>The same as they are asked at the step, each with where it is written, for lint.</summary>
    public virtual IEnumerable<(string At, RuleUse Use)> OwnRulesAt(string path) => [];

    /// <summary>Sources that say when, and before how many, it was decided: not what was decided on.</summary>
    public virtual IEnumerable<Source> Circumstances => [];

    /// <summary>Steps of its own block that its settings name, for lint.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>The case arrives at the step.</summary>
    public abstract void Enter(Run run, string path);

    /// <summary>Somebody answered one of the step's items.</summary>
    public virtual Problem? Resume(Run run, WorkItem item, Answer answer) =>
        throw new InvalidOperationException($"{GetType().Name} asks nobody.");

    /// <summary>Is to leave the step by this outcome a decision on what was put to it?</summary>
    public virtual bool Decides(string outcome) => false;

    /// <summary>
    /// True when it can simply be asked again once what was put to it has been corrected; not what a meeting voted, was counted, hung on
    /// a wall, or somebody filled in.
    /// </summary>
    public virtual bool IsPutAgain => false;

    /// <summary>What it read has been corrected since it was left: why what came of it cannot stand; null when it can.</summary>
    public virtual Problem? Reconsider(Run run, string path, Reconsidering again) => null;

    /// <summary>
    /// What was put to people here has been corrected before they were done: why that cannot be; null when it can, and answers given so
    /// far are asked for again.
    /// </summary>
    public virtual Problem? Renew(Run run, string path) => null;

    /// <summary>The day that it waited for has begun.</summary>
    public virtual void Reached(Run run, string path) => run.Leave(path, "reached");

    /// <summary>Something that had come up beside it is over, and the case stays where it is.</summary>
    public virtual void AsideEnded(Run run, string path)
    {
    }

    /// <summary>One of its branches ended.</summary>
    public virtual void BranchEnded(Run run, string path, string branch, string end) =>
        throw new InvalidOperationException($"{GetType().Name} has no branches.");

    /// <summary>What the person who has the item is shown and asked.</summary>
    public virtual AnswerForm Form(Run run, WorkItem item) =>
        throw new InvalidOperationException($"{GetType().Name} asks nobody.");

    /// <summary>The deadlines that run while the case stands at the step: the definition's, and the activity's own.</summary>
    public virtual IEnumerable<DeadlineUse> DeadlinesOf(Step step) => step.Deadlines;

    /// <summary>Every field that can be filled in at the step, for labels and lint.</summary>
    public virtual ImmutableArray<Field> AllFields => OwnFields;

    /// <summary>Mistakes that the definition's author should hear of, in Chinese.</summary>
    public virtual IEnumerable<string> Lint(Step step) => [];
}
