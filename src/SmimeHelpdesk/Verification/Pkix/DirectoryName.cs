using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>A distinguished name in the form in which RFC 5280 section 7.1 compares it. Immutable and thread-safe.</summary>
internal sealed class DirectoryName
{
    private readonly string[] _relativeNames;

    private DirectoryName(string[] relativeNames)
    {
        _relativeNames = relativeNames;
        Key = string.Join('\u0002', relativeNames);
    }

    /// <summary>Equal exactly for names that match.</summary>
    public string Key { get; }

    public bool IsEmpty => _relativeNames.Length == 0;

    /// <summary>Whether the other name is this one or lies above it in the directory tree (RFC 5280 section 4.2.1.10).</summary>
    public bool IsWithin(DirectoryName subtree) =>
        _relativeNames.AsSpan().StartsWith(subtree._relativeNames);

    public static DirectoryName Read(X509Name name) =>
        new([.. Asn1Sequence.GetInstance(name.ToAsn1Object()).Select(relative => Prepare(Asn1Set.GetInstance(relative)))]);

    // The attributes of one relative name are a set: their order does not count.
    private static string Prepare(Asn1Set relative) =>
        string.Join('\u0001', relative.Select(attribute => Prepare(Asn1Sequence.GetInstance(attribute))).Order(StringComparer.Ordinal));

    // Prepared text holds no controls, so neither the separators nor the tags can be imitated by a value.
    private static string Prepare(Asn1Sequence attribute)
    {
        string type = DerObjectIdentifier.GetInstance(attribute[0]).Id;
        return DirectoryText.Prepare(attribute[1]) is { } text
            ? type + "\u0003" + text
            : type + "\u0004" + Convert.ToHexString(attribute[1].GetEncoded(Asn1Encodable.Der));
    }
}
