using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <param name="On">Does signing in ask for a code?</param>
/// <param name="CodesLeft">How many recovery codes have not been used.</param>
internal sealed record FactorState(bool On, int CodesLeft);

/// <param name="Key">To be typed into the app where no camera is at hand.</param>
/// <param name="Code">The same as a QR code, an SVG image.</param>
internal sealed record FactorKey(string Key, string Code);

/// <param name="Code">Of the authenticator, or a recovery code.</param>
internal sealed record CodeRequest(string Code);

/// <param name="Codes">Each is good once in place of the app; shown this once.</param>
internal sealed record RecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>两步验证: setting up an authenticator, ending it, and proving once more who one is.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/me/second-factor").WithTags("登录").WithMetadata(new BeforePasswordChange());
        own.MapGet("", State).WithName("getSecondFactor").WithSummary("是否启用了两步验证，还剩几个备用码");
        own.MapPost("", Begin).WithName("beginSecondFactor").WithSummary("开始启用两步验证：验证器的密钥和二维码");
        own.MapPost("/confirm", Confirm).WithName("confirmSecondFactor").WithSummary("用第一个验证码确认；答复备用码，只显示这一次");
        own.MapPost("/codes", Renew).WithMetadata(new FreshSignIn()).WithName("renewRecoveryCodes").WithSummary("换一批备用码，旧的作废");
        own.MapPost("/end", End).WithMetadata(new FreshSignIn()).WithName("endSecondFactor").WithSummary("停用两步验证");
        api.MapPost("/me/confirm", Prove).WithTags("登录").WithMetadata(new BeforePasswordChange()).WithName("confirmPresence")
            .WithSummary("再次证明是本人：此后十分钟内可办理要紧的事");
    }

    private static async Task<Ok<FactorState>> State(CurrentUser me, HostDb db, SecondFactor factor, CancellationToken cancellation) =>
        TypedResults.Ok(new FactorState((await Own(db, me)).AuthenticatorKey is not null, await factor.CodesLeft(me.AccountId, cancellation)));

    private static async Task<Results<Ok<FactorKey>, ProblemResult>> Begin(
        ConfirmRequest request, CurrentUser me, HostDb db, SecondFactor factor, Proofs proofs, CancellationToken cancellation)
    {
        var account = await Own(db, me);
        if (account.AuthenticatorKey is not null)
            return Say.Refused("second-factor", "两步验证已经启用。", "换手机的，请先停用，再重新启用。");

        // Whoever finds a page left open does not lock its owner out with a phone of theirs.
        if (await proofs.Refuse(account, request, cancellation) is { } refused)
            return refused;

        var key = factor.Begin(account);
        await db.SaveChangesAsync(cancellation);
        var issuer = Uri.EscapeDataString("机关党建流程");
        using var data = QRCodeGenerator.GenerateQrCode(
            $"otpauth://totp/{issuer}:{Uri.EscapeDataString(me.UserName)}?secret={key}&issuer={issuer}", QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return TypedResults.Ok(new FactorKey(string.Join(' ', key.Chunk(4).Select(c => new string(c))), code.GetGraphic(4)));
    }

    private static async Task<Results<Ok<RecoveryCodes>, ProblemResult>> Confirm(
        CodeRequest request, CurrentUser me, HostDb db, SecondFactor factor, TimeProvider clock, CancellationToken cancellation)
    {
        if (await factor.Confirm(await Own(db, me), request.Code) is not { } codes)
            return Say.Field("code", "验证码不对。请确认手机时间准确，输入验证器上现在显示的 6 位数字。");

        db.Note(clock, AccountAction.FactorBegun, me.Person.Id, me.UserName, me.Person.Id);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new RecoveryCodes(codes));
    }

    private static async Task<Results<Ok<RecoveryCodes>, ProblemResult>> Renew(
        CurrentUser me, HostDb db, SecondFactor factor, TimeProvider clock, CancellationToken cancellation)
    {
        var account = await Own(db, me);
        if (account.AuthenticatorKey is null)
            return NotOn();

        var codes = await factor.RenewCodes(account);
        db.Note(clock, AccountAction.CodesRenewed, me.Person.Id, me.UserName, me.Person.Id);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new RecoveryCodes(codes));
    }

    private static async Task<Results<NoContent, ProblemResult>> End(
        CurrentUser me, HostDb db, SecondFactor factor, TimeProvider clock, CancellationToken cancellation)
    {
        var account = await Own(db, me);
        if (account.AuthenticatorKey is null)
            return NotOn();

        await factor.Remove(account);
        db.Note(clock, AccountAction.FactorEnded, me.Person.Id, me.UserName, me.Person.Id);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemResult>> Prove(
        ConfirmRequest request, CurrentUser me, HostDb db, Proofs proofs, HttpContext http, TimeProvider clock)
    {
        if (await proofs.Refuse(await Own(db, me), request, http.RequestAborted) is { } refused)
            return refused;

        var here = http.Features.Get<Session>()!.Id;
        (await db.Sessions.SingleAsync(s => s.Id == here)).ConfirmedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Task<Account> Own(HostDb db, CurrentUser me) => db.Accounts.SingleAsync(a => a.Id == me.AccountId);

    private static ProblemResult NotOn() => Say.Refused("second-factor", "两步验证没有启用。", "请先在“个人设置”中启用。");
}
