using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

/// <summary>A customer's signed mail, with whatever its signature shall carry.</summary>
internal sealed record CustomerMail(TestIdentity Signer)
{
    public const string Alice = "alice@customer.example";

    // SMIMECapabilities naming AES-128-CBC, and AES-256-CBC.
    public static byte[] Aes128 { get; } = Convert.FromHexString("300D300B0609608648016503040102");

    public static byte[] Aes256 { get; } = Convert.FromHexString("300D300B060960864801650304012A");

    public string From { get; init; } = Alice;

    public string? MessageId { get; init; } = "mail@customer.example";

    public string Text { get; init; } = "Hello";

    /// <summary>Further certificates in the bag.</summary>
    public IReadOnlyList<TestIdentity> Others { get; init; } = [];

    /// <summary>Whether the bag holds the signer's certificate and its issuer's.</summary>
    public bool HasCertificates { get; init; } = true;

    public DateTimeOffset? SigningTime { get; init; }

    public byte[]? Capabilities { get; init; }

    /// <summary>The certificate that the signature prefers to be encrypted to.</summary>
    public TestIdentity? Preferred { get; init; }

    public byte[] ToBytes()
    {
        byte[] entity = Mail.Crlf($"Content-Type: text/plain\n\n{Text}\n");
        string head = $"From: {From}\nTo: support@desk.example\nSubject: Help\n{(MessageId is null ? string.Empty : $"Message-ID: <{MessageId}>\n")}MIME-Version: 1.0\n"
            + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=\"b\"\n\n--b\n";
        string tail = $"\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Sign(entity), Base64FormattingOptions.InsertLineBreaks)}\n--b--\n";
        return [.. Mail.Crlf(head), .. entity, .. Mail.Crlf(tail)];
    }

    public byte[] Altered() => Mail.Crlf(System.Text.Encoding.Latin1.GetString(ToBytes()).Replace("\r\n", "\n", StringComparison.Ordinal).Replace(Text, "Altered", StringComparison.Ordinal));

    private byte[] Sign(byte[] entity)
    {
        var cms = new SignedCms(new ContentInfo(entity), true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Signer.Certificate) { IncludeOption = HasCertificates ? X509IncludeOption.EndCertOnly : X509IncludeOption.None };
        if (HasCertificates)
        {
            signer.Certificates.Add(Signer.Issuer.Chain[0]);
        }

        foreach (TestIdentity other in Others)
        {
            signer.Certificates.Add(X509CertificateLoader.LoadCertificate(other.Certificate.RawData));
        }

        if (SigningTime is { } time)
        {
            signer.SignedAttributes.Add(new Pkcs9SigningTime(time.UtcDateTime));
        }

        if (Capabilities is { } capabilities)
        {
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.15", capabilities));
        }

        if (Preferred is { } preferred)
        {
            signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.11", Preference(preferred.Certificate)));
        }

        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    // [0] IMPLICIT IssuerAndSerialNumber
    private static byte[] Preference(X509Certificate2 certificate)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence(new System.Formats.Asn1.Asn1Tag(System.Formats.Asn1.TagClass.ContextSpecific, 0)))
        {
            writer.WriteEncodedValue(certificate.IssuerName.RawData);
            writer.WriteInteger(certificate.SerialNumberBytes.Span);
        }

        return writer.Encode();
    }
}
