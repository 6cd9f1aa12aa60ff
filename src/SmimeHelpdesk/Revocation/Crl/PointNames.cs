using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>The names of a distribution point in a form that can be compared.</summary>
internal static class PointNames
{
    /// <summary>The full names, or the one relative to an issuer (RFC 5280 section 4.2.1.13).</summary>
    public static IReadOnlyList<string> Read(DistributionPointName name, X509Name issuer) => name.Type == DistributionPointName.FullName
        ? Read(GeneralNames.GetInstance(name.Name))
        : [Directory(X509Name.GetInstance(new DerSequence(Asn1Sequence.GetInstance(issuer.ToAsn1Object()).Append(Asn1Set.GetInstance(name.Name)).ToArray())))];

    public static IReadOnlyList<string> Read(GeneralNames names) => [.. names.GetNames().Select(Read)];

    /// <summary>The http URLs among names.</summary>
    public static IEnumerable<string> Urls(GeneralNames names) => names.GetNames()
        .Where(name => name.TagNo == GeneralName.UniformResourceIdentifier)
        .Select(name => DerIA5String.GetInstance(name.Name).GetString());

    public static string Directory(X509Name name) => "directory " + DirectoryName.Read(name).Key;

    private static string Read(GeneralName name) => name.TagNo == GeneralName.DirectoryName
        ? Directory(X509Name.GetInstance(name.Name))
        : name.TagNo + " " + Convert.ToHexString(name.GetEncoded(Asn1Encodable.Der));
}
