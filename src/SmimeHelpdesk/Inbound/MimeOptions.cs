using System.Text;
using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>How MimeKit reads headers here, whatever the host has set as its defaults.</summary>
internal static class MimeOptions
{
    /// <summary>Addresses to the letter; parameters and encoded words as lenient as other clients.</summary>
    public static ParserOptions Strict { get; } = Create();

    private static ParserOptions Create()
    {
        // MimeKit asks the process for encodings. Without this, half of the world's older mail has unreadable headers;
        // registering the platform's own provider again does nothing.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new ParserOptions
        {
            AddressParserComplianceMode = RfcComplianceMode.Strict,
            AllowAddressesWithoutDomain = false,
            AllowUnquotedCommasInAddresses = false,
            ParameterComplianceMode = RfcComplianceMode.Loose,
            Rfc2047ComplianceMode = RfcComplianceMode.Loose,
            MaxAddressGroupDepth = 1,
            RespectContentLength = false,
        };
    }

    /// <summary>A parser with these options; the stream is set for each header.</summary>
    public static MimeParser CreateParser() => new(Strict, Stream.Null, MimeFormat.Entity);
}
