namespace Workflows.Engine;

/// <summary>The answers on which a case rests: what was sent back has to be answered again, and stands no longer.</summary>
public static class StandingAnswers
{
    private static readonly string[] sendingBack = ["returned", "rejected"];

    /// <param name="history">Every event of the case, oldest first.</param>
    public static IReadOnlyList<Replied> Of(IEnumerable<CaseEvent> history)
    {
        var course = new List<CaseEvent>();
        var goesBack = false;
        foreach (var happened in history)
        {
            switch (happened)
            {
                // A superior who urges has answered nothing of the case.
                case Replied { IsUrging: false } reply:
                    course.Add(reply);
                    goesBack = false;
                    break;
                case StepLeft left:
                    goesBack |= sendingBack.Contains(left.Outcome);
                    break;
                case SentBack:
                    goesBack = true;
                    break;
                case AnswersLapsed lapsed:
                    course.RemoveAll(e => e is Replied reply && Paths.IsWithin(reply.Path, lapsed.Path));
                    break;
                case StepEntered entered:
                    if (goesBack && course.FindLastIndex(e => e is StepEntered before && before.Path == entered.Path) is >= 0 and var since)
                        course.RemoveRange(since, course.Count - since);
                    course.Add(entered);
                    break;
                default:
                    break;
            }
        }

        return [.. course.OfType<Replied>()];
    }

    /// <summary>Has it changed the register? What follows from a case that is taken back would be left without a ground.</summary>
    public static bool AreInTheRegister(IEnumerable<CaseEvent> history) =>
        history.Any(e => e is TermBegan or TermShifted or PostsGiven or StageChanged or StageDated or CaseMoved);
}
