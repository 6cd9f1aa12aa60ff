namespace SmimeHelpdesk;

/// <summary>How a signed message is written (RFC 8551 section 3.5).</summary>
public enum SignatureForm
{
    /// <summary>Clear-signed <c>multipart/signed</c>, readable in every mail program.</summary>
    Detached = 0,

    /// <summary><c>application/pkcs7-mime; smime-type=signed-data</c>, which survives relays that rewrap lines.</summary>
    Opaque = 1,
}
