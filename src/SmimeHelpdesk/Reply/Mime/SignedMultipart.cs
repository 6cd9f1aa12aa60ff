using MimeKit;
using MimeKit.Cryptography;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>
/// A multipart/signed that writes out the very bytes that were signed, whatever the host's format options say: writing its parts
/// anew could give others. Its parts are views of these bytes.
/// </summary>
internal sealed class SignedMultipart(MimeEntityConstructorArgs args) : MultipartSigned(args)
{
    private const int Chunk = 64 * 1024;

    /// <summary>The whole body, without the header.</summary>
    public ByteSource Body { get; set; } = ByteSource.Empty;

    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        cancellationToken.ThrowIfCancellationRequested();
        if (!contentOnly)
        {
            Headers.WriteTo(options, stream, cancellationToken);
        }

        Body.WriteTo(stream);
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stream);
        if (!contentOnly)
        {
            await Headers.WriteToAsync(options, stream, cancellationToken).ConfigureAwait(false);
        }

        byte[] buffer = new byte[(int)Math.Min(Chunk, Body.Length)];
        long offset = 0;
        for (int read; (read = Body.Read(offset, buffer)) > 0; offset += read)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }
}
