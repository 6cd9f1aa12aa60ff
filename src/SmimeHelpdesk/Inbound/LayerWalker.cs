using MimeKit;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Takes off the run of layers from the top of a message, or of one part of it. Only that run speaks for what it is taken from: a signed or
/// encrypted part anywhere else belongs to the payload and is never opened here (RFC 9787; the partial-signature and direct-exfiltration classes).
/// Good for one walk.
/// </summary>
internal sealed class LayerWalker(DecryptionService decryption, SmimePolicy policy, CertificateMemo certificates, LayerBudget budget, ICollection<IDisposable> owned)
{
    private readonly SmimeLimits _limits = policy.Limits;
    private readonly List<Layer> _layers = [];

    /// <summary>Walks from the given entity inwards.</summary>
    /// <param name="message">The message or part.</param>
    /// <param name="number">Where it stands.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    public async Task<UnwrappedMessage> WalkAsync(ParsedEntity message, PartNumber number, CancellationToken cancellationToken)
    {
        ParsedEntity current = message;
        while (true)
        {
            LayerKind kind = LayerKinds.Of(current);
            if (kind is LayerKind.None)
            {
                break;
            }

            if (_layers.Count >= _limits.MaximumLayers)
            {
                // Whatever is deeper is not opened; the message must not look complete.
                _layers.Add(new SignedLayer(null, null, SignatureReason.LimitExceeded));
                break;
            }

            ParsedEntity? next = kind is LayerKind.Detached ? OpenDetached(current) : await OpenCmsAsync(current, cancellationToken).ConfigureAwait(false);
            if (next is null)
            {
                break;
            }

            current = next;
            number = kind is LayerKind.Detached ? number.Part(1) : number.InsideLayer;
        }

        return new UnwrappedMessage(message, current, _layers) { Number = number };
    }

    private ParsedEntity? OpenDetached(ParsedEntity entity)
    {
        // RFC 1847 section 2.1: exactly two parts. A third one is covered by nothing, so such a message is shown whole and unverified.
        if (entity.Children.Count != 2)
        {
            _layers.Add(new SignedLayer(null, null, SignatureReason.Malformed));
            return null;
        }

        ParsedEntity content = entity.Children[0];
        _layers.Add(ReadDetached(content, entity.Children[1]));
        return content;
    }

    private SignedLayer ReadDetached(ParsedEntity content, ParsedEntity signature)
    {
        try
        {
            CmsContent cms = CmsContent.Read(Decode(signature), _limits);
            if (cms.Kind is not CmsKind.SignedData)
            {
                return new SignedLayer(null, null, SignatureReason.Malformed);
            }

            // A detached signature with content of its own could be shown one text and checked against the other.
            SignedContent signed = SignedContent.Read(cms.Content, _limits, certificates);
            bool ambiguous = signed.Content is not null && signed.Signers.Count > 0;
            return new SignedLayer(signed, SignedBytes.Entity(content.Raw), ambiguous ? SignatureReason.ContentAmbiguous : SignatureReason.None);
        }
        catch (CmsFormatException)
        {
            return new SignedLayer(null, null, SignatureReason.Malformed);
        }
        catch (LimitExceededException)
        {
            return new SignedLayer(null, null, SignatureReason.LimitExceeded);
        }
    }

    private async Task<ParsedEntity?> OpenCmsAsync(ParsedEntity entity, CancellationToken cancellationToken)
    {
        CmsKind? kind = null;
        try
        {
            CmsContent cms = CmsContent.Read(Decode(entity), _limits);
            kind = cms.Kind;
            return kind switch
            {
                CmsKind.SignedData => OpenOpaque(cms),
                CmsKind.EnvelopedData => await DecryptAsync(cms, false, cancellationToken).ConfigureAwait(false),
                CmsKind.AuthEnvelopedData => await DecryptAsync(cms, true, cancellationToken).ConfigureAwait(false),
                CmsKind.CompressedData => OpenCompressed(cms),
                _ => throw new CmsFormatException("The CMS type is not one of S/MIME's."),
            };
        }
        catch (CmsFormatException)
        {
            AddUnreadable(kind, entity, SignatureReason.Malformed, EncryptionReason.Malformed);
        }
        catch (LimitExceededException)
        {
            AddUnreadable(kind, entity, SignatureReason.LimitExceeded, EncryptionReason.LimitExceeded);
        }

        return null;
    }

    private ParsedEntity? OpenOpaque(CmsContent cms)
    {
        SignedContent signed = SignedContent.Read(cms.Content, _limits, certificates);
        if (signed.Content is not { } content)
        {
            // Certificates only (RFC 8551 section 3.8) is not a signature; signers without content are one that cannot be checked.
            _layers.Add(new SignedLayer(signed, null, signed.Signers.Count == 0 ? SignatureReason.None : SignatureReason.ContentMissing));
            return null;
        }

        ParsedEntity inner = ParseInner(content);
        _layers.Add(new SignedLayer(signed, SignedBytes.Exactly(content), SignatureReason.None));
        return inner;
    }

    private async Task<ParsedEntity?> DecryptAsync(CmsContent cms, bool isAuthenticated, CancellationToken cancellationToken)
    {
        EncryptedContent encrypted = EncryptedContent.Read(cms.Content, isAuthenticated, _limits);
        DecryptionResult result = await decryption.DecryptAsync(encrypted, cancellationToken).ConfigureAwait(false);
        if (result.Plaintext is not { } plaintext)
        {
            _layers.Add(result.Layer);
            return null;
        }

        owned.Add(plaintext);
        ParsedEntity inner = ParseInner(plaintext.ToSource());
        _layers.Add(result.Layer);
        return inner;
    }

    private ParsedEntity OpenCompressed(CmsContent cms)
    {
        Spool expanded = CompressedContent.Read(cms.Content, policy.Spool, budget.Expansion);
        owned.Add(expanded);
        budget.Expanded(expanded.Length);
        ParsedEntity inner = ParseInner(expanded.ToSource());
        _layers.Add(new CompressedLayer());
        return inner;
    }

    // S/MIME puts MIME into every layer; programs exist that put CMS straight into CMS.
    private ParsedEntity ParseInner(ByteSource content)
    {
        budget.Spend(content.Length);
        ParsedEntity inner = IsBareCms(content) ? Bare(content) : RawMime.Parse(content, _limits);
        owned.Add(inner);
        return inner;
    }

    private static bool IsBareCms(ByteSource content)
    {
        Span<byte> start = stackalloc byte[32];
        return CmsContent.IsStart(start[..content.Read(0, start)]);
    }

    private static ParsedEntity Bare(ByteSource content)
    {
        var bare = new MimePart("application", "pkcs7-mime");
        return new ParsedEntity(bare, bare.Headers, content, content, []);
    }

    // Large CMS goes where the policy lets large content go; small stays in memory.
    private ByteSource Decode(ParsedEntity part)
    {
        if (TransferEncoding.IsDecodedInPlace(part) || !policy.Spool.IsLarge(part.Body.Length))
        {
            ByteSource decoded = RawMime.Decode(part, _limits);
            if (decoded != part.Body)
            {
                owned.Add(decoded);
            }

            return decoded;
        }

        var spool = new Spool(policy.Spool, part.Body.Length, _limits.MaximumMessageSize);
        owned.Add(spool);
        using Stream stream = TransferEncoding.OpenRead(part);
        byte[] buffer = new byte[TransferDecoder.ChunkLength];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            spool.Write(buffer.AsSpan(0, read));
        }

        return spool.ToSource();
    }

    private void AddUnreadable(CmsKind? kind, ParsedEntity entity, SignatureReason signature, EncryptionReason encryption)
    {
        switch (kind ?? UnreadableLayer.LabelOf(entity))
        {
            case CmsKind.SignedData:
                _layers.Add(new SignedLayer(null, null, signature));
                break;
            case CmsKind.CompressedData when signature is SignatureReason.LimitExceeded:
                // Neither a signature nor an encryption, but what is in there is not shown, and somebody must be told.
                _layers.Add(new SignedLayer(null, null, signature));
                break;
            case CmsKind.CompressedData:
                break;
            default:
                _layers.Add(new EncryptedLayer { Reason = encryption });
                break;
        }
    }
}
