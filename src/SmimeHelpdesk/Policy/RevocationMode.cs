namespace SmimeHelpdesk;

/// <summary>Whether it is asked if a certificate has been revoked, and what an unanswered question means.</summary>
public enum RevocationMode
{
    /// <summary>Nobody is asked, and no request leaves the server. Valid signatures carry <see cref="SmimeCaution.RevocationNotChecked"/>.</summary>
    Off = 0,

    /// <summary>A revoked certificate is refused; an unanswered question gives the caution <see cref="SmimeCaution.RevocationUnknown"/>.</summary>
    SoftFail = 1,

    /// <summary>A revoked certificate is refused, and so is one for which no answer can be had (<see cref="SignatureReason.RevocationUnknown"/>).</summary>
    HardFail = 2,
}
