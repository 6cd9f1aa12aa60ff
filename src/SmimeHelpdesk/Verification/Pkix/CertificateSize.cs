using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Bounds what reading a certificate may cost before anything is made of it: a few hundred kilobytes hold a hundred thousand names,
/// and a mail holds many certificates. An ordinary certificate has about a hundred elements.
/// </summary>
internal static class CertificateSize
{
    private const int MaximumElements = 4096;

    /// <exception cref="LimitExceededException">The certificate holds too many elements.</exception>
    /// <exception cref="CmsFormatException">The certificate is no BER.</exception>
    public static void Check(BerElement certificate)
    {
        int count = 0;
        Count(certificate, ref count);
    }

    private static void Count(BerElement element, ref int count)
    {
        LimitExceededException.ThrowIfAbove(++count, MaximumElements);
        if (element.IsConstructed)
        {
            foreach (BerElement child in element.Children())
            {
                Count(child, ref count);
            }
        }
        else if (element.IsOctetString)
        {
            CountInner(element.Octets(), ref count);
        }
    }

    // An extension's value is wrapped in an octet string (RFC 5280 section 4.1). One that holds something else is nobody's defect.
    private static void CountInner(ByteSource octets, ref int count)
    {
        Span<byte> first = stackalloc byte[1];
        if (octets.Read(0, first) != 1 || first[0] != 0x30)
        {
            return;
        }

        try
        {
            Count(BerElement.Read(octets), ref count);
        }
        catch (CmsFormatException)
        {
            return;
        }
    }
}
