namespace SmimeHelpdesk;

/// <summary>How revocation answers are fetched and kept. Immutable. Every default is the safe choice.</summary>
public sealed record RevocationOptions
{
    /// <summary>The defaults.</summary>
    public static RevocationOptions Default { get; } = new();

    /// <summary>
    /// Hosts, as they stand in the certificates' URLs (<c>crl.corp.example</c>, <c>10.0.0.7</c>), that may lie at loopback, private or
    /// otherwise reserved addresses, say an authority of the host's own network. Default none.
    /// </summary>
    public IReadOnlyList<string> PrivateHosts { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Hosts from which issuers that a message left out may be fetched (caIssuers, RFC 5280 section 4.2.2.1), as they stand in the
    /// certificates' URLs; <c>*</c> is any. Default none. Unlike all other requests these are made before there is a path to an anchor: with
    /// <c>*</c> whoever writes a mail can make the server call a public address of his choice.
    /// </summary>
    public IReadOnlyList<string> IssuerHosts { get; init => field = value ?? []; } = [];

    /// <summary>Largest CRL, in bytes. Default 10 MiB.</summary>
    public int MaximumCrlSize { get; init; } = 10 << 20;

    /// <summary>Largest OCSP response, or file with an issuer, in bytes. Default 64 KiB.</summary>
    public int MaximumResponseSize { get; init; } = 64 << 10;

    /// <summary>How long one attempt may take, redirects included. Default 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long all attempts for one message that comes in, or for all recipients of one reply, may take. Default 8 seconds.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long the host's distributed cache may hold up one answer before it is passed over. Default 100 milliseconds.</summary>
    public TimeSpan CacheTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many failures in a row leave a server alone. Default 3.</summary>
    public int FailuresBeforeBreak { get; init; } = 3;

    /// <summary>For how long a failing server is left alone. Default one minute.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long before its end an answer that is in use is fetched anew in the background; at most a fifth of its life. Default one hour.</summary>
    public TimeSpan RefreshAhead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far the authorities' clocks may be off. Default five minutes.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most bytes of answers that are kept in memory. Default 32 MiB.</summary>
    public long MaximumMemory { get; init; } = 32L << 20;

    /// <summary>
    /// Whether OCSP requests carry a nonce (RFC 9654). Default false: most public responders answer from prepared answers, whose
    /// times already bound their age. An answer with another nonce is refused; one without any is accepted.
    /// </summary>
    public bool UseNonce { get; init; }
}
