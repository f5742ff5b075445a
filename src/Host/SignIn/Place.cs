namespace Workflows.Host.SignIn;

/// <summary>From where somebody comes: their address and what their browser says it is.</summary>
/// <param name="Address">The address of the connection.</param>
/// <param name="Device">Browser and system, in words.</param>
internal sealed record Place(string Address, string Device)
{
    private static readonly (string Sign, string Name)[] browsers =
    [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("wxwork", "企业微信"), ("QQBrowser", "QQ 浏览器"), ("360", "360 浏览器"), ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "鸿蒙"), ("Android", "安卓"), ("Windows", "Windows"), ("Mac OS", "Mac"),
        ("Kylin", "麒麟"), ("UOS", "统信"), ("Linux", "Linux"),
    ];

    public string InWords => $"地址 {Address}，{Device}";

    public static Place Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        var browser = Array.Find(browsers, b => agent.Contains(b.Sign, StringComparison.Ordinal)).Name;
        var system = Array.Find(systems, s => agent.Contains(s.Sign, StringComparison.Ordinal)).Name;
        return new Place(AddressOf(http), (browser, system) switch
        {
            (null, null) => "未知设备",
            (null, _) => $"{system} 设备",
            (_, null) => browser,
            _ => $"{system} 上的 {browser}",
        });
    }

    /// <summary>An IPv4 address that came over IPv6 is the same address.</summary>
    public static string AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";
}
