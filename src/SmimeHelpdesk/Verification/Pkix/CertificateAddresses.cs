using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class CertificateAddresses
{
    private const int MaximumAddresses = 256;
    private const string SmtpUtf8Mailbox = "1.3.6.1.5.5.7.8.9";

    /// <summary>
    /// rfc822Name and SmtpUTF8Mailbox (RFC 9598), in order, without duplicates; the subject's emailAddress when neither is there
    /// (RFC 8550 section 3).
    /// </summary>
    public static IReadOnlyList<string> Read(X509Name subject, GeneralNames? alternativeNames)
    {
        var found = new List<string>();
        foreach (GeneralName name in alternativeNames?.GetNames() ?? [])
        {
            Add(found, name.TagNo switch
            {
                GeneralName.Rfc822Name => DerIA5String.GetInstance(name.Name).GetString(),
                GeneralName.OtherName => ReadOtherName(name),
                _ => null,
            });
        }

        if (found.Count == 0)
        {
            foreach (string value in subject.GetValueList(PkcsObjectIdentifiers.Pkcs9AtEmailAddress))
            {
                Add(found, value);
            }
        }

        return found;
    }

    private static string? ReadOtherName(GeneralName name)
    {
        OtherName other = OtherName.GetInstance(name.Name);
        return other.TypeID.Id == SmtpUtf8Mailbox && other.Value is DerUtf8String text ? text.GetString() : null;
    }

    private static void Add(List<string> found, string? address)
    {
        if (address is not null && found.Count < MaximumAddresses && !found.Contains(address))
        {
            found.Add(address);
        }
    }
}
