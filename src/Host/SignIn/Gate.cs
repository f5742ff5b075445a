using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Workflows.Host.Problems;
using Workflows.Host.Start;

namespace Workflows.Host.SignIn;

/// <summary>Stands between sign-in and every endpoint: finds out who is asking, holds programs to their scopes, demands the antiforgery
/// token of pages and the new password of whom must give one.</summary>
internal sealed class Gate(RequestDelegate next, IAntiforgery antiforgery, StartOptions options, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated == true && http.Features.Get<Account>() is { } account)
        {
            var isProgram = http.User.Identity.AuthenticationType == Sessions.Token;
            if (!isProgram && IsUnsafe(http) && !AllowsAnonymous(http) && !await antiforgery.IsRequestValidAsync(http))
            {
                await Say.Forbidden("页面已经过期，这次没有办理。", "请刷新页面后再试；程序调用请使用程序访问凭证，或带上 X-CSRF-TOKEN。", "antiforgery").ExecuteAsync(http);
                return;
            }

            if (isProgram && TokenScopes.Refuse(http.Features.Get<ProgramToken>()!, http.GetEndpoint()) is { } beyond)
            {
                await beyond.ExecuteAsync(http);
                return;
            }

            if (http.Features.Get<AsOf>()!.User(account, isProgram) is not { } user)
            {
                await Say.Forbidden("账号对应的人员已不在名册中。", "请联系管理员核对账号。", "no-person").ExecuteAsync(http);
                return;
            }

            if (account.MustChangePassword && !AllowsAnonymous(http) && http.GetEndpoint()?.Metadata.GetMetadata<BeforePasswordChange>() is null)
            {
                await Say.Forbidden("首次登录须先修改密码。", "请先设置自己的密码。", "password-change-required").ExecuteAsync(http);
                return;
            }

            if (account.AuthenticatorKey is null && user.MustHaveFactor(options) && !AllowsAnonymous(http)
                && http.GetEndpoint()?.Metadata.GetMetadata<BeforePasswordChange>() is null)
            {
                await Say.Forbidden("您的职务要求先启用两步验证。", "请在“个人设置”中启用，再继续办理。", "second-factor-required").ExecuteAsync(http);
                return;
            }

            if (http.GetEndpoint()?.Metadata.GetMetadata<FreshSignIn>() is not null
                && FreshSignIn.Refuse(account, http.Features.Get<Session>(), clock.GetUtcNow()) is { } stale)
            {
                await stale.ExecuteAsync(http);
                return;
            }

            if (http.GetEndpoint()?.Metadata.GetMetadata<FreshSignIn>() is not null && user.IsAdministrator && !user.IsAudited)
            {
                await Say.Refused("not-founded", "还没有安全审计员，系统管理员暂时不能办理。", "请另一位同志用首次启动时打印的第二个链接设置安全审计员；链接已过期的，请重新启动服务。").ExecuteAsync(http);
                return;
            }

            http.Features.Set(user);
        }

        await next(http);
    }

    private static bool IsUnsafe(HttpContext http) => !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));

    private static bool AllowsAnonymous(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;
}

/// <summary>Marks what may be done before the first password was replaced: see who one is, replace it, sign out.</summary>
internal sealed class BeforePasswordChange;
