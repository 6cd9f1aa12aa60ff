using System.Formats.Asn1;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Hands each binary structure to the reader of its kind, and keeps what goes wrong there from the others.</summary>
internal static class StructureReader
{
    /// <summary>Reads the first structure of the bytes.</summary>
    /// <returns>Its length; 0 when it is of no known kind.</returns>
    public static int Read(ReadOnlyMemory<byte> encoded, ImportContext context)
    {
        StructureKind kind = Structures.Recognize(encoded);
        if (kind == StructureKind.Unknown)
        {
            return 0;
        }

        context.Found.IsRecognised = true;
        ReadOnlyMemory<byte> element = DerReading.Reader(encoded).ReadEncodedValue();
        Guard(context, () => Dispatch(kind, element, context));
        return element.Length;
    }

    /// <summary>
    /// Does one step that foreign bytes can break. The layers beneath report broken input by many exception types; here they end,
    /// so that one damaged block does not cost the good ones beside it.
    /// </summary>
    public static void Guard(ImportContext context, Action step)
    {
        context.Found.CountStep();
        try
        {
            step();
        }
        catch (UnsupportedKeyException exception)
        {
            context.Found.HasUnsupportedKey = true;
            if (exception is UnsupportedProtectionException)
            {
                context.Found.Hints.Add(CredentialFinding.UnsupportedProtection);
            }
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or LimitExceededException))
        {
            context.Found.IsDamaged = true;
        }
    }

    private static void Dispatch(StructureKind kind, ReadOnlyMemory<byte> element, ImportContext context)
    {
        switch (kind)
        {
            case StructureKind.Signed:
                ReadSigned(element, context);
                break;
            case StructureKind.PrivateKeyInfo:
                PrivateKeyReader.ReadPkcs8(element, context);
                break;
            case StructureKind.EncryptedPrivateKeyInfo:
                PrivateKeyReader.ReadEncrypted(element, withinPkcs12: false, context);
                break;
            case StructureKind.RsaPrivateKey:
                PrivateKeyReader.ReadPkcs1(element, context);
                break;
            case StructureKind.EllipticCurvePrivateKey:
                PrivateKeyReader.ReadSec1(element, context);
                break;
            case StructureKind.DsaPrivateKey:
                throw new UnsupportedKeyException("DSA");
            case StructureKind.Pkcs12:
                Pkcs12Reader.Read(element, context);
                break;
            case StructureKind.ContentInfo:
                Pkcs7Reader.Read(element, context);
                break;
            default:
                break;
        }
    }

    private static void ReadSigned(ReadOnlyMemory<byte> element, ImportContext context)
    {
        try
        {
            context.Found.AddCertificate(element);
        }
        catch (CmsFormatException) when (IsRequestOrRevocationList(element, out bool isRequest))
        {
            // Neither is of use here, and both are often in the same file.
            if (isRequest)
            {
                context.Found.Hints.Add(CredentialFinding.CertificateRequest);
            }
        }
    }

    // Request: version, name, key. Revocation list: version, algorithm, name, time. A certificate of version 1 has its validity there.
    private static bool IsRequestOrRevocationList(ReadOnlyMemory<byte> element, out bool isRequest)
    {
        AsnReader content = DerReading.Reader(element).ReadSequence().ReadSequence();
        if (content.IsNext(Asn1Tag.Integer))
        {
            content.ReadInteger();
        }

        content.ReadSequence();
        ReadOnlyMemory<byte> second = content.ReadEncodedValue();
        isRequest = Structures.Recognize(second) == StructureKind.PublicKey;
        return isRequest
            || content.IsNext(Asn1Tag.UtcTime)
            || content.IsNext(Asn1Tag.GeneralizedTime);
    }
}
