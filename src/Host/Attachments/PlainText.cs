using System.Text;

namespace Workflows.Host.Attachments;

/// <summary>Is a file text in UTF-8 or GB 18030, from its first to its last byte?</summary>
internal static class PlainText
{
    static PlainText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool Is(Stream file) =>
        Decodes(file, new UTF8Encoding(false, throwOnInvalidBytes: true))
        || Decodes(file, Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));

    private static bool Decodes(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var bytes = new byte[32 * 1024];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        var decoder = encoding.GetDecoder();
        try
        {
            int read;
            do
            {
                read = file.Read(bytes);
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: read == 0);
                if (chars.AsSpan(0, count).ContainsAny(Forbidden))
                    return false;
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Control characters that no text file has; tab, line ends and form feed are left out.</summary>
    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r' or '\f' or '\u001A')), '\u007F']);
}
