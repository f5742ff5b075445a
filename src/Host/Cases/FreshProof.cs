using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Asks whoever has a second factor to use it again before an answer that decides much; nothing is looked up while the proof is
/// fresh.</summary>
internal sealed class FreshProof(MoveContexts contexts, Library library, TimeProvider clock)
{
    /// <summary>Null when the answer may be given.</summary>
    public async ValueTask<IResult?> Refuse(HttpContext http, CurrentUser me, string caseId, string itemId)
    {
        if (FreshSignIn.Refuse(http.Features.Get<Account>()!, http.Features.Get<Session>(), clock.GetUtcNow()) is not { } stale)
            return null;

        var lease = await contexts.Rent(http.RequestAborted);
        await using (lease)
        {
            var found = await lease.Db.FindFor(me, caseId, http.RequestAborted);
            var item = found?.Case.Items.FirstOrDefault(i => i.Id == itemId);
            var procedure = item is { Path.Length: > 0 }
                ? await library.Of(lease.Db, found!.Case.Procedure, found.Case.Version, http.RequestAborted) : null;
            lease.Sound = true;
            return procedure is { Approves: not null } || procedure?.Find(item!.Path)?.Activity.IsGrave == true ? stale : null;
        }
    }
}
