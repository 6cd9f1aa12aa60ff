namespace SmimeHelpdesk.Policy;

/// <summary>What a policy's values may be. A bound of zero refuses every mail, and one without end is no bound.</summary>
internal static class PolicyBounds
{
    private const long Gibibyte = 1L << 30;

    /// <summary>One sentence per value that is out of range; empty when all are fine.</summary>
    public static IReadOnlyList<string> Violations(SmimePolicy policy)
    {
        var found = new List<string>();
        SmimeLimits limits = policy.Limits;

        // RFC 8551 section 4.3 and RFC 8550 section 4.3 end at 1024 bit, and only for historic mail.
        Check(found, nameof(policy.MinimumRsaKeySize), policy.MinimumRsaKeySize, 1024, limits.MaximumRsaKeySize);
        Check(found, nameof(policy.SigningTimeTolerance), policy.SigningTimeTolerance.Ticks, 0, TimeSpan.FromDays(3650).Ticks);
        CheckDefined(found, nameof(policy.UntrustedSigners), policy.UntrustedSigners);
        CheckDefined(found, nameof(policy.SignatureForm), policy.SignatureForm);
        CheckDefined(found, nameof(policy.Revocation), policy.Revocation);
        CheckDefined(found, nameof(policy.MixedRecipients), policy.MixedRecipients);
        CheckDefined(found, nameof(policy.ReplyDefaults), policy.ReplyDefaults.Encrypt);
        Check(found, nameof(policy.AutomaticMailRequires), (int)policy.AutomaticMailRequires, 0, (int)(ReplyProtection.Sign | ReplyProtection.Encrypt));
        Check(found, nameof(policy.SpoolThreshold), policy.SpoolThreshold, 0, 2 * Gibibyte);
        if (policy.SpoolDirectory is { } directory && !Directory.Exists(directory))
        {
            found.Add($"{nameof(policy.SpoolDirectory)} does not exist.");
        }

        CheckLimits(found, limits);
        return found;
    }

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public static void Require(SmimePolicy policy, string parameter) => Require(Violations(policy), parameter);

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public static void Require(SmimeLimits limits, string parameter)
    {
        var found = new List<string>();
        CheckLimits(found, limits);
        Require(found, parameter);
    }

    /// <summary>A policy that asks about revocation needs somebody to ask.</summary>
    /// <exception cref="ArgumentException">There is nobody.</exception>
    public static void RequireChecker(SmimePolicy? policy, IRevocationChecker? revocation)
    {
        if (revocation is null && policy is { Revocation: not RevocationMode.Off })
        {
            throw new ArgumentException("The policy asks about revocation: an IRevocationChecker is needed.", nameof(revocation));
        }
    }

    private static void Require(IReadOnlyList<string> violations, string parameter)
    {
        if (violations.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', violations), parameter);
        }
    }

    private static void CheckLimits(List<string> found, SmimeLimits limits)
    {
        Check(found, nameof(limits.MaximumMessageSize), limits.MaximumMessageSize, 1, 2 * Gibibyte);
        Check(found, nameof(limits.MaximumDecompressedSize), limits.MaximumDecompressedSize, 1, 2 * Gibibyte);
        Check(found, nameof(limits.MaximumCompressionRatio), limits.MaximumCompressionRatio, 1, 2000);
        Check(found, nameof(limits.MaximumStructureSize), limits.MaximumStructureSize, 1024, 64 << 20);
        Check(found, nameof(limits.MaximumImportSize), limits.MaximumImportSize, 1024, 64 << 20);

        // Nesting is read by recursion: the upper ends keep it inside any thread's stack.
        Check(found, nameof(limits.MaximumLayers), limits.MaximumLayers, 1, 64);
        Check(found, nameof(limits.MaximumMimeDepth), limits.MaximumMimeDepth, 1, 256);
        Check(found, nameof(limits.MaximumAsn1Depth), limits.MaximumAsn1Depth, 16, 256);
        Check(found, nameof(limits.MaximumPathLength), limits.MaximumPathLength, 2, 64);

        Check(found, nameof(limits.MaximumParts), limits.MaximumParts, 1, 100_000);
        Check(found, nameof(limits.MaximumErrantParts), limits.MaximumErrantParts, 1, 1000);
        Check(found, nameof(limits.MaximumCertificates), limits.MaximumCertificates, 1, 1000);
        Check(found, nameof(limits.MaximumSigners), limits.MaximumSigners, 1, 1000);
        Check(found, nameof(limits.MaximumRecipients), limits.MaximumRecipients, 1, 100_000);
        Check(found, nameof(limits.MaximumKeyAttempts), limits.MaximumKeyAttempts, 1, 1000);
        Check(found, nameof(limits.MaximumAttributes), limits.MaximumAttributes, 1, 1000);
        Check(found, nameof(limits.MaximumRsaKeySize), limits.MaximumRsaKeySize, 2048, 16384);
        Check(found, nameof(limits.MaximumRsaExponentSize), limits.MaximumRsaExponentSize, 17, 256);
        Check(found, nameof(limits.MaximumPathWork), limits.MaximumPathWork, 1, 10_000);
        Check(found, nameof(limits.MaximumKdfIterations), limits.MaximumKdfIterations, 1, 1_000_000_000);
    }

    private static void Check(List<string> found, string name, long value, long minimum, long maximum)
    {
        if (value < minimum || value > maximum)
        {
            found.Add(FormattableString.Invariant($"{name} is {value}; it must be from {minimum} to {maximum}."));
        }
    }

    private static void CheckDefined<T>(List<string> found, string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            found.Add($"{name} is not a member of {typeof(T).Name}.");
        }
    }
}
