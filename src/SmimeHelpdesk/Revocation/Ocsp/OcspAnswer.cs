using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>An OCSP response, read but not verified (RFC 6960 section 4.2.1). Immutable and thread-safe.</summary>
internal sealed class OcspAnswer : IDatedAnswer
{
    // A responder sends its own certificate and sometimes a chain; a look at each more would be wasted.
    private const int MaximumCertificates = 8;
    private const int MaximumResponses = 64;
    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0);

    private readonly ResponseData? _data;

    private OcspAnswer(ReadOnlyMemory<byte> der)
    {
        Der = der;
        AsnReader response = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        byte[] status = response.ReadEnumeratedBytes().ToArray();
        IsError = status is not [0];
        if (IsError || !response.HasData)
        {
            IsError = true;
            return;
        }

        AsnReader bytes = response.ReadSequence(Explicit0).ReadSequence();
        IsError = bytes.ReadObjectIdentifier() != OcspObjectIdentifiers.PkixOcspBasic.Id;
        AsnReader basic = new AsnReader(bytes.ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
        Tbs = basic.ReadEncodedValue();
        Algorithm = AlgorithmIdentifier.GetInstance(Asn1Part.Parse(basic.ReadEncodedValue()));
        Signature = basic.ReadBitString(out _);
        Certificates = basic.HasData ? ReadCertificates(basic.ReadSequence(Explicit0).ReadSequence()) : [];
        _data = ResponseData.GetInstance(Asn1Part.Parse(Tbs));
        Singles = [.. _data.Responses.Take(MaximumResponses).Select(SingleResponse.GetInstance)];
        if (Singles is [])
        {
            throw new CmsFormatException("An OCSP response answers nothing.");
        }

        ThisUpdate = Singles.Max(single => Instant(single.ThisUpdate));
        NextUpdate = Singles.Min(single => single.NextUpdate is { } next ? Instant(next) : (DateTimeOffset?)null);
        Nonce = _data.ResponseExtensions?.GetExtension(OcspObjectIdentifiers.PkixOcspNonce) is { } nonce ? ReadNonce(nonce) : (ReadOnlyMemory<byte>?)null;
        HasUnknownCritical = IsUnknownCritical(_data.ResponseExtensions) || Singles.Any(single => IsUnknownCritical(single.SingleExtensions));
    }

    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>Whether the responder declined, or answered in a form that is not the basic one.</summary>
    public bool IsError { get; }

    public ReadOnlyMemory<byte> Tbs { get; }

    public AlgorithmIdentifier? Algorithm { get; }

    public ReadOnlyMemory<byte> Signature { get; }

    public IReadOnlyList<ParsedCertificate> Certificates { get; } = [];

    public IReadOnlyList<SingleResponse> Singles { get; } = [];

    public ReadOnlyMemory<byte>? Nonce { get; }

    public bool HasUnknownCritical { get; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset? NextUpdate { get; }

    /// <exception cref="CmsFormatException">The bytes are no OCSP response.</exception>
    public static OcspAnswer Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return new OcspAnswer(der);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or CmsFormatException))
        {
            throw new CmsFormatException("An OCSP response cannot be read.", exception);
        }
    }

    /// <summary>Whether the response says that it is by the owner of a certificate.</summary>
    public bool IsBy(ParsedCertificate certificate)
    {
        ResponderID? responder = _data?.ResponderID;
        return responder?.GetKeyHash() is { } hash
            ? hash.AsSpan().SequenceEqual(CertificateId.KeyHash(certificate))
            : responder?.Name is { } name && DirectoryName.Read(name).Key == certificate.SubjectName.Key;
    }

    public static DateTimeOffset Instant(Asn1GeneralizedTime time) => new(DateTime.SpecifyKind(time.ToDateTime(), DateTimeKind.Utc));

    // RFC 9654 asks for an OCTET STRING within; some responders return the bytes as they are.
    private static byte[] ReadNonce(X509Extension extension) => extension.GetParsedValue() is Asn1OctetString octets ? octets.GetOctets() : extension.Value.GetOctets();

    private static bool IsUnknownCritical(X509Extensions? extensions) =>
        extensions?.GetCriticalExtensionOids().Any(oid => !oid.Equals(OcspObjectIdentifiers.PkixOcspNonce)) ?? false;

    private static List<ParsedCertificate> ReadCertificates(AsnReader list)
    {
        var found = new List<ParsedCertificate>();
        while (list.HasData && found.Count < MaximumCertificates)
        {
            if (ParsedCertificate.TryParse(list.ReadEncodedValue()) is { } certificate)
            {
                found.Add(certificate);
            }
        }

        return found;
    }
}
