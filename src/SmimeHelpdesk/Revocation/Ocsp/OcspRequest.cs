using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>A question to an OCSP responder about one certificate (RFC 6960 section 4.1).</summary>
internal sealed class OcspRequest
{
    private const int NonceSize = 32;
    private readonly CertID _id;
    private readonly byte[]? _nonce;

    /// <summary>Asks with SHA-1 names, as RFC 5019 has all responders know; nothing relies on the digest's strength.</summary>
    public OcspRequest(ParsedCertificate certificate, ParsedCertificate issuer, bool withNonce)
    {
        _id = CertificateId.Make(certificate, issuer);
        _nonce = withNonce ? RandomNumberGenerator.GetBytes(NonceSize) : null;
    }

    /// <summary>What identifies the certificate: the same whoever asks.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(_id.GetEncoded(Asn1Encodable.Der)));

    public byte[] Encode()
    {
        X509Extensions? extensions = null;
        if (_nonce is not null)
        {
            var generator = new X509ExtensionsGenerator();
            generator.AddExtension(OcspObjectIdentifiers.PkixOcspNonce, false, new DerOctetString(_nonce));
            extensions = generator.Generate();
        }

        var request = new TbsRequest(null, new DerSequence(new Request(_id, null)), extensions);
        return new Org.BouncyCastle.Asn1.Ocsp.OcspRequest(request, null).GetEncoded(Asn1Encodable.Der);
    }

    /// <summary>A nonce that is there must be this one; many responders leave it out (RFC 9654 section 2.1).</summary>
    public RevocationUnknownReason NonceProblem(OcspAnswer answer) =>
        _nonce is null || answer.Nonce is not { } returned || returned.Span.SequenceEqual(_nonce) ? RevocationUnknownReason.None : RevocationUnknownReason.NonceMismatch;
}
