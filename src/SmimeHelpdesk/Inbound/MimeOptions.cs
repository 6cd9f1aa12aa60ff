using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>How MimeKit reads headers here, whatever the host has set as its defaults.</summary>
internal static class MimeOptions
{
    /// <summary>Addresses to the letter; parameters and encoded words as lenient as other clients.</summary>
    public static ParserOptions Strict { get; } = new()
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
