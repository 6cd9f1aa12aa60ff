using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The attributes of a signer, with their bytes as received: the signature is over those, sorted or not.</summary>
internal sealed class SignerAttributes
{
    private readonly IReadOnlyList<(string Oid, IReadOnlyList<Asn1Object> Values, byte[] Encoded)> _attributes;
    private readonly byte[] _received;

    private SignerAttributes(IReadOnlyList<(string Oid, IReadOnlyList<Asn1Object> Values, byte[] Encoded)> attributes, byte[] received)
    {
        _attributes = attributes;
        _received = received;
    }

    public static SignerAttributes Read(BerElement set, SmimeLimits limits)
    {
        var attributes = new List<(string Oid, IReadOnlyList<Asn1Object> Values, byte[] Encoded)>();
        foreach (BerElement attribute in set.Children())
        {
            LimitExceededException.ThrowIfAbove(attributes.Count + 1, limits.MaximumAttributes);
            var cursor = new ElementCursor(attribute);
            string oid = CmsOid.Read(cursor.Take());
            BerElement values = cursor.Take();
            if (!values.IsSet)
            {
                throw new CmsFormatException("An attribute has no set of values.");
            }

            var parsed = new List<Asn1Object>();
            foreach (BerElement value in values.Children())
            {
                LimitExceededException.ThrowIfAbove(parsed.Count + 1, limits.MaximumAttributes);
                parsed.Add(value.ToAsn1(limits.MaximumStructureSize));
            }

            attributes.Add((oid, parsed, attribute.Encoded(limits.MaximumStructureSize).ToArray()));
        }

        byte[] received = set.Encoded(limits.MaximumStructureSize).ToArray();
        received[0] = 0x31;
        return new SignerAttributes(attributes, received);
    }

    /// <summary>How many attributes have this OID.</summary>
    public int Count(string oid) => _attributes.Count(attribute => attribute.Oid == oid);

    /// <summary>The one value of the one attribute with this OID; null when there is none or not exactly one.</summary>
    public Asn1Object? Single(string oid)
    {
        Asn1Object? found = null;
        foreach ((string name, IReadOnlyList<Asn1Object> values, _) in _attributes)
        {
            if (name == oid)
            {
                if (found is not null || values.Count != 1)
                {
                    return null;
                }

                found = values[0];
            }
        }

        return found;
    }

    /// <summary>
    /// What the signature may be over: the attributes as received under the SET tag, and their DER encoding when that differs.
    /// RFC 5652 section 5.4 asks for DER; some programs sign what they send without sorting it.
    /// </summary>
    public IEnumerable<byte[]> SignedForms()
    {
        yield return _received;
        byte[] sorted = Sorted();
        if (!sorted.AsSpan().SequenceEqual(_received))
        {
            yield return sorted;
        }
    }

    private byte[] Sorted()
    {
        var set = new Asn1EncodableVector();
        foreach ((_, _, byte[] encoded) in _attributes)
        {
            set.Add(Asn1Object.FromByteArray(encoded));
        }

        return new DerSet(set).GetEncoded(Asn1Encodable.Der);
    }
}
