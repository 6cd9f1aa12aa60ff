using System.Formats.Asn1;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Writes PrivateKeyInfo as it is stored: version 1, without attributes.</summary>
internal static class PrivateKeyWriter
{
    /// <summary>The parameters of rsaEncryption.</summary>
    public static ReadOnlySpan<byte> Null => [0x05, 0x00];

    /// <summary>Writes a key, and clears the writer of its inner structure.</summary>
    public static byte[] Write(string algorithm, ReadOnlySpan<byte> parameters, AsnWriter privateKey)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        try
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(algorithm);
                    if (!parameters.IsEmpty)
                    {
                        writer.WriteEncodedValue(parameters);
                    }
                }

                using (writer.PushOctetString())
                {
                    privateKey.CopyTo(writer);
                }
            }

            return writer.Encode();
        }
        finally
        {
            // Resetting zeroes what was written.
            writer.Reset();
            privateKey.Reset();
        }
    }
}
