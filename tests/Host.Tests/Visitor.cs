using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests;

/// <summary>What the host answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseMessage Response)
{
    public JsonNode? Json { get; } =
        Response.Content.Headers is { ContentEncoding.Count: 0, ContentType.MediaType: { } type } && type.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(Text) : null;

    public string? Title => (string?)Json?["title"];

    public string? Code => (string?)Json?["code"];

    public string? Instead => (string?)Json?["instead"];

    public string? Error(string field) => (string?)Json?["errors"]?[field];
}

/// <summary>Somebody at a browser, or a program with a token: keeps cookies and the antiforgery token.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private readonly Uri address;
    private string? copied;

    public Visitor(Uri address)
    {
        this.address = address;
        http = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public string? Csrf { get; set; }

    public string? Token { get; set; }

    /// <summary>Sent as they are, in place of the browser's own; read: what the browser would send now.</summary>
    public string Cookies
    {
        get => cookies.GetCookieHeader(address);
        set => copied = value;
    }

    /// <summary>Where a proxy says that the visitor comes from.</summary>
    public string? ForwardedFor { get; set; }

    public string CookiesFor(string path) => cookies.GetCookieHeader(new Uri(address, path));

    /// <summary>How an answer may be packed; null: not at all.</summary>
    public string? Takes { get; set; }

    public async Task<Answer> SignIn(string user, string password)
    {
        var answer = await Post("/api/sign-in", new JsonObject { ["user"] = user, ["password"] = password });
        Csrf = (string?)answer.Json?["csrf"] ?? Csrf;
        return answer;
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Answer> Post(string path, JsonNode? body = null) => Send(HttpMethod.Post, path, Json(body?.ToJsonString()));

    public Task<Answer> PostText(string path, string body, string type = "application/json") =>
        Send(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, type));

    public Task<Answer> Put(string path, JsonNode body) => Send(HttpMethod.Put, path, Json(body.ToJsonString()));

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public Task<Answer> Upload(string name, byte[] content, string path = "/api/attachments") => Upload(name, new ByteArrayContent(content), path);

    public async Task<Answer> Upload(string name, HttpContent file, string path = "/api/attachments")
    {
        using var form = new MultipartFormDataContent { { file, "file", name } };
        return await Send(HttpMethod.Post, path, form);
    }

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Csrf is not null)
            request.Headers.Add("X-CSRF-TOKEN", Csrf);
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (copied is not null)
            request.Headers.Add("Cookie", copied);
        if (ForwardedFor is not null)
            request.Headers.Add("X-Forwarded-For", ForwardedFor);
        if (Takes is not null)
            request.Headers.Add("Accept-Encoding", Takes);
        var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public void Dispose() => http.Dispose();

    private static StringContent? Json(string? text) => text is null ? null : new StringContent(text, Encoding.UTF8, "application/json");
}
