using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Primitives;
using Workflows.Host.Problems;
using Workflows.Host.Start;

namespace Workflows.Host.Web;

/// <summary>Under which names this host answers, and which proxies may say where a request really came from.</summary>
internal static class KnownHosts
{
    public static void UseKnownHosts(this IApplicationBuilder app, StartOptions options)
    {
        if (options.Proxies.Length > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in options.Proxies)
                forwarded.KnownProxies.Add(proxy);
            app.UseForwardedHeaders(forwarded);
        }

        if (options.Hosts.Length == 0)
            return;

        StringSegment[] names = [.. options.Hosts.Select(h => new StringSegment(h))];
        app.Use((http, next) => HostString.MatchesAny(http.Request.Host.Host, names)
            ? next(http)
            : new ProblemResult(new("本系统不在这个地址上。", 400, "unknown-host") { Instead = "请用管理员告知的地址访问。" }).ExecuteAsync(http));
    }
}
