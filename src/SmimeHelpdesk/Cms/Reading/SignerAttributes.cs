using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The attributes of a signer, with their bytes as received: the signature is over those, sorted or not.</summary>
internal sealed class SignerAttributes
{
    // Encoding a set anew takes many objects per octet; honest attributes have a few hundred octets.
    private const int MaximumToSort = 64 << 10;

    private readonly List<Asn1Attribute> _attributes = [];
    private readonly byte[] _received;

    private SignerAttributes(byte[] received) => _received = received;

    /// <summary>Reads a SET OF Attribute under its implicit tag.</summary>
    public static SignerAttributes Read(BerElement set, SmimeLimits limits)
    {
        byte[] received = set.Encoded(limits.MaximumStructureSize).ToArray();
        received[0] = 0x31;
        var attributes = new SignerAttributes(received);
        foreach (BerElement attribute in set.Children())
        {
            LimitExceededException.ThrowIfAbove(attributes._attributes.Count + 1, limits.MaximumAttributes);
            attributes._attributes.Add(ReadOne(attribute, limits));
        }

        return attributes;
    }

    /// <summary>How many attributes have this OID.</summary>
    public int Count(string oid) => _attributes.Count(attribute => attribute.Oid == oid);

    /// <summary>The one value of the one attribute with this OID; null when there is none, or not exactly one that can be read.</summary>
    public Asn1Object? Single(string oid)
    {
        Asn1Attribute? found = null;
        foreach (Asn1Attribute attribute in _attributes)
        {
            if (attribute.Oid == oid)
            {
                if (found is not null || attribute.ValueCount != 1)
                {
                    return null;
                }

                found = attribute;
            }
        }

        return found?.Value;
    }

    /// <summary>
    /// What the signature may be over: the attributes as received under the SET tag, and their DER encoding when that differs.
    /// RFC 5652 section 5.4 asks for DER; some programs sign what they send without sorting it.
    /// </summary>
    public IEnumerable<byte[]> SignedForms()
    {
        yield return _received;
        if (_received.Length <= MaximumToSort && Sorted() is { } sorted && !sorted.AsSpan().SequenceEqual(_received))
        {
            yield return sorted;
        }
    }

    private static Asn1Attribute ReadOne(BerElement attribute, SmimeLimits limits)
    {
        var cursor = ElementCursor.OfSequence(attribute);
        string oid = CmsOid.Read(cursor.Take());
        BerElement values = cursor.TakeSet();
        cursor.End();
        int count = 0;
        Asn1Object? value = null;
        foreach (BerElement element in values.Children())
        {
            LimitExceededException.ThrowIfAbove(++count, limits.MaximumAttributes);
            element.CheckStructure();

            // Attributes that nobody asks for may hold anything, and are not parsed.
            value = CmsOid.IsKnownAttribute(oid) ? TryParse(element, limits) : null;
        }

        return new Asn1Attribute(oid, count, value);
    }

    // A value that cannot be read counts against the signature, and does not hide the content.
    private static Asn1Object? TryParse(BerElement value, SmimeLimits limits)
    {
        try
        {
            return value.ToAsn1(limits.MaximumStructureSize);
        }
        catch (CmsFormatException)
        {
            return null;
        }
    }

    private byte[]? Sorted()
    {
        try
        {
            return Asn1Object.FromByteArray(_received) is Asn1Set set ? new DerSet(set.ToArray()).GetEncoded(Asn1Encodable.Der) : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Attributes that nobody asks for may hold what the ASN.1 layer cannot read; then they count as received alone.
            return null;
        }
    }

    private readonly record struct Asn1Attribute(string Oid, int ValueCount, Asn1Object? Value);
}
