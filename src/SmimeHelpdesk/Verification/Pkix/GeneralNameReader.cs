using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class GeneralNameReader
{
    private const string SmtpUtf8Mailbox = "1.3.6.1.5.5.7.8.9";

    /// <summary>A GeneralName, with its text as written.</summary>
    public static ConstrainedName Read(GeneralName name)
    {
        var kind = (NameKind)name.TagNo;
        return kind switch
        {
            NameKind.Other => ReadOther(OtherName.GetInstance(name.Name)),
            NameKind.Rfc822 or NameKind.Dns or NameKind.Uri => new ConstrainedName(kind, ReadAscii(name.Name)),
            NameKind.Directory => new ConstrainedName(kind, Directory: DirectoryName.Read(X509Name.GetInstance(name.Name))),
            NameKind.Ip => new ConstrainedName(kind, Octets: Asn1OctetString.GetInstance(name.Name).GetOctets()),
            _ => new ConstrainedName(kind),
        };
    }

    private static ConstrainedName ReadOther(OtherName other) => other.TypeID.Id == SmtpUtf8Mailbox
        ? new ConstrainedName(NameKind.Rfc822, (other.Value as DerUtf8String)?.GetString())
        : new ConstrainedName(NameKind.Other, other.TypeID.Id);

    // IA5String is ASCII; a decoder's replacement for anything else would be a character that an address may have.
    private static string? ReadAscii(Asn1Encodable value)
    {
        byte[] octets = DerIA5String.GetInstance(value).GetOctets();
        return System.Text.Ascii.IsValid(octets) ? System.Text.Encoding.ASCII.GetString(octets) : null;
    }
}
