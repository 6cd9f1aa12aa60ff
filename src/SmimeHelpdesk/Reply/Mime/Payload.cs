using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>
/// The bytes of a draft's MIME entity: what is signed, encrypted, or sent as it is. A small one is held; a large one is written
/// anew each time from the draft's attachments, so that it is never in memory whole. What is held is zeroed on dispose.
/// </summary>
internal sealed class Payload : IContent, IDisposable
{
    private const long LargestHeld = 1 << 20;

    private readonly byte[] _header;
    private readonly DraftBody _body;
    private readonly byte[]? _digest;
    private readonly Spool? _held;

    private Payload(DraftBody body, IEnumerable<HeaderField> fields, bool isSigned)
    {
        _body = body;
        _header = Encoding.ASCII.GetBytes(string.Concat(fields));
        IReadOnlyList<WrittenPart> parts;
        if (!body.HasStreams && body.AttachedLength < LargestHeld)
        {
            _held = new Spool(SpoolPlace.Memory, body.EstimateLength(), long.MaxValue);
            using var output = new SpoolStream(_held);
            Length = Write(output, out parts);
            Content = _held.ToSource();
        }
        else if (isSigned || body.HasStreams)
        {
            using var hashing = new HashingStream(HashAlgorithmName.SHA256, Stream.Null);
            Length = Write(hashing, out parts);
            _digest = hashing.GetHash();
            Content = this;
        }
        else
        {
            Length = Write(Stream.Null, out parts);
            Content = this;
        }

        Parts = parts;
    }

    public long Length { get; }

    /// <summary>Where each part's content stands.</summary>
    public IReadOnlyList<WrittenPart> Parts { get; }

    /// <summary>The bytes in the form that is quickest to use.</summary>
    public IContent Content { get; }

    /// <summary>An entity with protected header fields (RFC 9788 section 5.2): the very bytes that are signed.</summary>
    /// <param name="body">The entity; it is marked.</param>
    /// <param name="fields">The header fields, inside and outside.</param>
    /// <param name="protection">How it will be protected: what stands outside an encrypted one is recorded inside.</param>
    public static Payload Protected(DraftBody body, MessageFields fields, ReplyProtection protection)
    {
        bool isEncrypted = protection.HasFlag(ReplyProtection.Encrypt);
        body.Entity.ContentType.Parameters["hp"] = isEncrypted ? "cipher" : "clear";
        IEnumerable<HeaderField> outer = isEncrypted ? fields.Outer.Select(field => field.AsOuterRecord()) : [];
        return new Payload(body, fields.Inner.Concat(outer), protection.HasFlag(ReplyProtection.Sign));
    }

    /// <summary>An entity without any protection.</summary>
    public static Payload Plain(DraftBody body) => new(body, [], isSigned: false);

    public void Dispose() => _held?.Dispose();

    public byte[]? KnownDigest(HashAlgorithmName algorithm) => algorithm == HashAlgorithmName.SHA256 ? _digest : null;

    public void WriteTo(Stream output)
    {
        if (!_body.HasStreams)
        {
            Write(output, out _);
            return;
        }

        // What is read again must be what was signed and measured.
        using var hashing = new HashingStream(HashAlgorithmName.SHA256, output);
        Write(hashing, out _);
        if (!hashing.GetHash().AsSpan().SequenceEqual(_digest))
        {
            throw new InvalidOperationException("An attachment gave other bytes when it was read again.");
        }
    }

    private long Write(Stream output, out IReadOnlyList<WrittenPart> parts)
    {
        using var counting = new CountingStream(output);
        var writer = new EntityWriter(_body, counting);
        writer.Write(_header);
        parts = writer.Parts;
        return counting.Count;
    }
}
