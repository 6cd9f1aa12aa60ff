namespace SmimeHelpdesk;

/// <summary>What a signer whose issuer is not trusted means for the Encrypt box.</summary>
public enum UntrustedSigners
{
    /// <summary>The box is greyed out.</summary>
    Refuse = 0,

    /// <summary>The box is offered for this reply only, with <see cref="SmimeCaution.UntrustedIssuer"/> beside it.</summary>
    Caution = 1,
}
