using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <param name="Code">To be given to the person in person; shown this once.</param>
internal sealed record GrantCode(string Code);

/// <summary>What comes of an account that was approved: the administrator makes its link, whoever approved it takes the code. Neither has both.</summary>
internal static class GrantEndpoints
{
    /// <summary>The end of a case by which an account is approved.</summary>
    public const string Approved = "approved";

    public static void MapGrants(this IEndpointRouteBuilder api)
    {
        var granted = api.MapGroup("/users/granted/{id}").WithTags("账号");
        granted.MapPost("/link", MakeLink).AddEndpointFilter(UserEndpoints.AdministratorsOnly).WithMetadata(new FreshSignIn()).WithName("makeGrantedLink")
            .WithSummary("账号变更核准以后，由提请人生成一次性链接；本人还须有审批人给的核准码");
        granted.MapPost("/code", MakeCode).WithMetadata(new FreshSignIn()).WithName("makeGrantCode")
            .WithSummary("账号变更核准以后，由审批人取核准码，当面交给本人；再取一次，前一个作废");
    }

    /// <summary>Which half of an approved account this person has to hand over; null: none.</summary>
    public static GrantHalf? HalfOf(CurrentUser me, Case state, IEnumerable<CaseEvent> history) =>
        state.End != Approved || history.OfType<AccountProposed>().FirstOrDefault() is not { } proposed ? null
        : ApproversOf(state, proposed, history).Contains(me.Person.Id) ? GrantHalf.Code
        : state.StartedBy == me.Person.Id && me.IsAdministrator ? GrantHalf.Link
        : null;

    private static async Task<Results<Created<ActivationSlip>, ProblemResult>> MakeLink(
        string id, CurrentUser me, Library library, MoveContexts contexts, Accounts accounts, GrantCodes grants, TimeProvider clock, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        if (await Find(id, me, library, contexts, cancellation) is not { Half: GrantHalf.Link, Proposed: var proposed, On: var on })
            return NotGranted();

        var grant = await grants.Of(id, cancellation);
        if (grants.WhyNot(grant, on) is { } dead)
            return dead;
        // Without a code the link opens nothing, and a reset takes the password away: first the one, then the other.
        if (grant.CodeHash is null)
            return Say.Refused("code-first", "审批人还没有取核准码，没有生成链接。", "请审批人先在事项页取核准码，再生成链接。");

        (grant.LinkBy, grant.LinkAt) = (me.Person.Id, clock.GetUtcNow());
        var account = await accounts.Find(proposed.User);
        if (proposed.IsNew && account is { PasswordHash: "" } && account.PersonId == proposed.Person)
            return TypedResults.Created((string?)null, UserEndpoints.Slip(http, me, await accounts.LinkAnew(account, me.Person.Id, id)));
        if (!proposed.IsNew && account?.PersonId != proposed.Person)
            return UserEndpoints.NoSuchUser(proposed.User);

        var (made, refused) = proposed.IsNew
            ? await accounts.Invite(proposed.User, proposed.Person, me.Person.Id, id)
            : await accounts.Reset(account!, me.Person.Id, id);
        return made is null ? refused! : TypedResults.Created((string?)null, UserEndpoints.Slip(http, me, made));
    }

    private static async Task<Results<Ok<GrantCode>, ProblemResult>> MakeCode(
        string id, CurrentUser me, Library library, MoveContexts contexts, GrantCodes grants, CancellationToken cancellation)
    {
        if (await Find(id, me, library, contexts, cancellation) is not { Half: GrantHalf.Code, Proposed: var proposed, On: var on })
            return NotGranted();

        var (code, refused) = await grants.Renew(id, on, me.Person.Id, proposed.User, proposed.Person, cancellation);
        return code is null ? refused! : TypedResults.Ok(new GrantCode(code));
    }

    private static async Task<(GrantHalf Half, AccountProposed Proposed, DateOnly On)?> Find(
        string id, CurrentUser me, Library library, MoveContexts contexts, CancellationToken cancellation)
    {
        var lease = await contexts.Rent(cancellation);
        await using (lease)
        {
            var found = await CaseStore.Find(lease.Db, id);
            var procedure = found is null ? null : await library.Of(lease.Db, found.Row, cancellation);
            var history = procedure is { Approves: ProposalKind.Accounts }
                ? (await CaseStore.History(lease.Db, id, cancellation)).SelectMany(h => h.Told).ToArray()
                : [];
            lease.Sound = true;
            return found is not null && HalfOf(me, found.Case, history) is { } half 
                ? (half, history.OfType<AccountProposed>().First(), found.Row.ClosedOn ?? found.Row.OpenedOn)
                : null;
        }
    }

    /// <summary>Who said yes: neither whoever proposed it nor whose account it is.</summary>
    private static IEnumerable<string> ApproversOf(Case state, AccountProposed proposed, IEnumerable<CaseEvent> history) =>
        history.OfType<Replied>().Where(r => r.Outcome == "approved" && r.By != state.StartedBy && r.By != proposed.Person).Select(r => r.By);

    private static ProblemResult NotGranted() => Say.NotFound("没有这一核准，或者不由您办理。", "请从账号变更审批的事项页办理。");
}

/// <summary>The halves of what a person needs to choose a password.</summary>
internal enum GrantHalf
{
    /// <summary>The administrator's: a one-time link.</summary>
    Link,

    /// <summary>Of whoever approved it: a code.</summary>
    Code,
}
