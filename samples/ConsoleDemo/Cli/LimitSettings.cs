using System.Globalization;
using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>The bounds of what one message may cost, by name.</summary>
internal static class LimitSettings
{
    public static IReadOnlyList<PolicySetting> All { get; } =
    [
        Large(nameof(SmimeLimits.MaximumMessageSize), (limits, value) => limits with { MaximumMessageSize = value }),
        Small(nameof(SmimeLimits.MaximumLayers), (limits, value) => limits with { MaximumLayers = value }),
        Small(nameof(SmimeLimits.MaximumMimeDepth), (limits, value) => limits with { MaximumMimeDepth = value }),
        Small(nameof(SmimeLimits.MaximumParts), (limits, value) => limits with { MaximumParts = value }),
        Small(nameof(SmimeLimits.MaximumErrantParts), (limits, value) => limits with { MaximumErrantParts = value }),
        Small(nameof(SmimeLimits.MaximumCertificates), (limits, value) => limits with { MaximumCertificates = value }),
        Small(nameof(SmimeLimits.MaximumSigners), (limits, value) => limits with { MaximumSigners = value }),
        Small(nameof(SmimeLimits.MaximumRecipients), (limits, value) => limits with { MaximumRecipients = value }),
        Small(nameof(SmimeLimits.MaximumKeyAttempts), (limits, value) => limits with { MaximumKeyAttempts = value }),
        Small(nameof(SmimeLimits.MaximumAttributes), (limits, value) => limits with { MaximumAttributes = value }),
        Small(nameof(SmimeLimits.MaximumAsn1Depth), (limits, value) => limits with { MaximumAsn1Depth = value }),
        Small(nameof(SmimeLimits.MaximumStructureSize), (limits, value) => limits with { MaximumStructureSize = value }),
        Large(nameof(SmimeLimits.MaximumDecompressedSize), (limits, value) => limits with { MaximumDecompressedSize = value }),
        Small(nameof(SmimeLimits.MaximumCompressionRatio), (limits, value) => limits with { MaximumCompressionRatio = value }),
        Small(nameof(SmimeLimits.MaximumRsaKeySize), (limits, value) => limits with { MaximumRsaKeySize = value }),
        Small(nameof(SmimeLimits.MaximumRsaExponentSize), (limits, value) => limits with { MaximumRsaExponentSize = value }),
        Small(nameof(SmimeLimits.MaximumPathWork), (limits, value) => limits with { MaximumPathWork = value }),
        Small(nameof(SmimeLimits.MaximumPathLength), (limits, value) => limits with { MaximumPathLength = value }),
        Small(nameof(SmimeLimits.MaximumKdfIterations), (limits, value) => limits with { MaximumKdfIterations = value }),
        Small(nameof(SmimeLimits.MaximumImportSize), (limits, value) => limits with { MaximumImportSize = value }),
    ];

    public static bool TryWhole(string text, long maximum, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= maximum;

    private static PolicySetting Small(string name, Func<SmimeLimits, int, SmimeLimits> set) =>
        Whole(name, int.MaxValue, (limits, value) => set(limits, (int)value));

    private static PolicySetting Large(string name, Func<SmimeLimits, long, SmimeLimits> set) => Whole(name, long.MaxValue, set);

    private static PolicySetting Whole(string name, long maximum, Func<SmimeLimits, long, SmimeLimits> set) =>
        new(nameof(SmimePolicy.Limits) + "." + name, "a whole number from 1", (policy, text) =>
            TryWhole(text, maximum, out long value) ? policy with { Limits = set(policy.Limits, value) } : null);
}
