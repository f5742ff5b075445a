using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using Workflows.Host.Problems;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>What an administrator hands to a person, on the screen or printed: it is shown this once.</summary>
/// <param name="Link">The person opens it and chooses their own password; valid once.</param>
/// <param name="Code">The link as a QR code, an SVG image.</param>
/// <param name="ExpiresAt">When the link ends.</param>
internal sealed record ActivationSlip(
    string User, NamedPerson Person, ActivationPurpose Purpose, string Link, string Code, DateTimeOffset ExpiresAt)
{
    /// <param name="http">Says under which address the administrator's browser knows this host.</param>
    public static ActivationSlip Of(
        HttpContext http, Account account, string name, ActivationPurpose purpose, string secret, DateTimeOffset expires)
    {
        // In the part of an address that browsers keep to themselves: it stands in no log.
        var link = $"{Origin(http.Request)}/activate#{secret}";
        using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new(account.UserName!, new(account.PersonId, name), purpose, link, code.GetGraphic(4), expires);
    }

    /// <summary>Behind a proxy that ends TLS only the browser knows that it speaks https.</summary>
    private static string Origin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) && origin.Authority == request.Host.Value
            ? origin.GetLeftPart(UriPartial.Authority)
            : $"{request.Scheme}://{request.Host}";
}

/// <param name="Token">The secret of the link.</param>
internal sealed record ActivationQuestion(string Token);

/// <param name="Token">The secret of the link.</param>
/// <param name="Password">What the person has chosen.</param>
/// <param name="Code">What whoever approved the account gave the person, where one is asked.</param>
internal sealed record ActivationRequest(string Token, string Password, string? Code = null);

/// <summary>Whose link it is, for whoever has opened it.</summary>
/// <param name="NeedsCode">Is a code asked, which the person has from whoever approved it?</param>
internal sealed record ActivationView(string User, string Name, ActivationPurpose Purpose, DateTimeOffset ExpiresAt, bool NeedsCode);

/// <summary>Something about accounts that the reader has to know.</summary>
internal sealed record NoticeView(string Id, DateTimeOffset At, string Text);

/// <summary>Choosing one's own password by a one-time link, and what people are told about accounts.</summary>
internal static class ActivationEndpoints
{
    private const int MostNotices = 50;

    public static void MapActivation(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("/activation").WithTags("登录").AllowAnonymous();
        open.MapPost("/look", Look).WithName("lookAtActivation").WithSummary("一次性链接是给谁的、何时到期");
        open.MapPost("", Use).WithName("activate").WithSummary("用一次性链接设置自己的密码；链接只能用一次");
        var notices = api.MapGroup("/me/notices").WithTags("登录");
        notices.MapGet("", Notices).WithName("listNotices").WithSummary("关于账号的提醒，尚未读过的");
        notices.MapPost("/{id}/read", Read).WithName("readNotice").WithSummary("把一条账号提醒标为已读");
    }

    private static async Task<Results<Ok<ActivationView>, ProblemResult>> Look(
        ActivationQuestion question, Activations activations, RegisterStore registers, CancellationToken cancellation) =>
        await activations.Find(question.Token, cancellation) is var (link, account)
            ? TypedResults.Ok(new ActivationView(
                account.UserName!, (await registers.Current(cancellation)).NameOf(account.PersonId), link.Purpose, link.ExpiresAt, link.GrantCase is not null))
            : Activations.Dead();

    private static async Task<Results<NoContent, ProblemResult>> Use(
        ActivationRequest request, Activations activations, KnownDevices devices, HttpContext http, CancellationToken cancellation)
    {
        var (account, refused) = await activations.Use(request.Token, request.Password, request.Code, Place.Of(http), cancellation);
        if (account is null)
            return refused!;

        // The first sign-in comes from a browser that is known, whoever guesses behind the same address.
        devices.Remember(http, account.UserName!);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<List<NoticeView>>> Notices(CurrentUser me, HostDb db, CancellationToken cancellation) =>
        TypedResults.Ok(await db.AccountNotices.Where(n => n.PersonId == me.Person.Id && n.ReadAt == null)
            .OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(MostNotices)
            .Select(n => new NoticeView(n.Id, n.At, n.Text)).ToListAsync(cancellation));

    private static async Task<Results<NoContent, ProblemResult>> Read(
        string id, CurrentUser me, HostDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (!await db.AccountNotices.AnyAsync(n => n.Id == id && n.PersonId == me.Person.Id, cancellation))
            return Say.NotFound("没有这条提醒。", "请刷新页面。");

        var now = clock.GetUtcNow();
        await db.AccountNotices.Where(n => n.Id == id && n.PersonId == me.Person.Id && n.ReadAt == null)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancellation);
        return TypedResults.NoContent();
    }
}
