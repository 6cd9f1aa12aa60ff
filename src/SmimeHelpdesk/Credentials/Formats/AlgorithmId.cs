using System.Formats.Asn1;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>AlgorithmIdentifier: an OID and its parameters as they were encoded, empty when absent.</summary>
internal readonly record struct AlgorithmId(string Oid, ReadOnlyMemory<byte> Parameters)
{
    public static AlgorithmId Read(AsnReader reader)
    {
        AsnReader sequence = reader.ReadSequence();
        string oid = sequence.ReadObjectIdentifier();
        return new AlgorithmId(oid, sequence.HasData ? sequence.ReadEncodedValue() : default);
    }

    public AsnReader ParameterSequence() => DerReading.Reader(Parameters).ReadSequence();
}
