using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Workflows.Host.Web;

/// <summary>The build lays a packed copy beside each file of the pages (<c>app.js.br</c>, <c>app.js.gz</c>): the best that the browser takes is sent.</summary>
internal sealed class PackedFiles(IFileProvider files) : IContentTypeProvider
{
    /// <summary>Endings of packed copies and their encodings, the smallest first.</summary>
    private static readonly (string Ending, string Encoding)[] Kinds = [(".br", "br"), (".gz", "gzip")];

    /// <summary>The viewer of attachments also asks for characters and typefaces of a PDF.</summary>
    private readonly FileExtensionContentTypeProvider types = new()
    {
        Mappings = { [".bcmap"] = "application/octet-stream", [".pfb"] = "application/octet-stream", [".mjs"] = "text/javascript" },
    };

    /// <summary>The path to read instead; the same when there is nothing packed, or nothing that the browser takes.</summary>
    public string Choose(HttpRequest request, string path)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Array.Find(Kinds, k => Takes(accepted, k.Encoding) && files.GetFileInfo(path + k.Ending).Exists) is { Ending: { } ending } ? path + ending : path;
    }

    /// <summary>Says how what is sent is packed, and to caches that it depends on who asks.</summary>
    public static void Describe(HttpResponse response, string file)
    {
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (EncodingOf(file) is { } encoding)
            response.Headers.ContentEncoding = encoding;
    }

    /// <summary>A packed copy is of the type of what is in it.</summary>
    public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
        types.TryGetContentType(EncodingOf(subpath) is null ? subpath : Path.ChangeExtension(subpath, null), out contentType);

    private static string? EncodingOf(string path) => Array.Find(Kinds, k => path.EndsWith(k.Ending, StringComparison.Ordinal)).Encoding;

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);
}
