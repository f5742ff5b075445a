namespace Workflows.Host.Attachments;

/// <summary>That somebody uploaded a file: the content lies under its hash, once, however often it is uploaded.</summary>
internal sealed class Attachment
{
    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Person id.</summary>
    public required string Uploader { get; init; }

    /// <summary>The file's name as the uploader gave it, without folders.</summary>
    public required string Name { get; set; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required string MediaType { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
