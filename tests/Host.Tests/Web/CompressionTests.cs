using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Web;

/// <summary>What is read over the API comes packed; what shows a secret once never does.</summary>
public sealed class CompressionTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_list_comes_packed_at_a_fraction_of_its_size_to_whoever_takes_it()
    {
        using var visitor = await town.SignedIn("secretary");
        var plain = await visitor.Get("/api/rules");
        Assert.Empty(plain.Response.Content.Headers.ContentEncoding);

        visitor.Takes = "br";
        var packed = await visitor.Get("/api/rules");

        Assert.Equal("br", packed.Response.Content.Headers.ContentEncoding.Single());
        var bytes = await packed.Response.Content.ReadAsByteArrayAsync();
        await using var unpacked = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(plain.Text, await reader.ReadToEndAsync());
        Assert.True(bytes.Length * 4 < System.Text.Encoding.UTF8.GetByteCount(plain.Text), $"{bytes.Length}");
    }

    [Fact]
    public async Task An_answer_that_shows_a_secret_once_is_not_packed()
    {
        using var visitor = await town.SignedIn("secretary");
        visitor.Takes = "br, gzip";

        var made = await visitor.Post("/api/me/tokens", new JsonObject { ["name"] = "程序" });

        Assert.Empty(made.Response.Content.Headers.ContentEncoding);
        Assert.NotNull((string?)made.Json!["token"]);
    }
}
