using System.Globalization;
using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>Every property that a host may decide, in a table rather than by reflection, so that a trimmed build has them too.</summary>
internal static class PolicySettings
{
    public static IReadOnlyList<PolicySetting> All { get; } =
    [
        Number(nameof(SmimePolicy.MinimumRsaKeySize), (policy, value) => policy with { MinimumRsaKeySize = value }),
        Switch(nameof(SmimePolicy.AllowSha1Signatures), (policy, value) => policy with { AllowSha1Signatures = value }),
        Choice<UntrustedSigners>(nameof(SmimePolicy.UntrustedSigners), (policy, value) => policy with { UntrustedSigners = value }),
        Switch(nameof(SmimePolicy.EncryptFromCache), (policy, value) => policy with { EncryptFromCache = value }),
        Choice<RevocationMode>(nameof(SmimePolicy.Revocation), (policy, value) => policy with { Revocation = value }),
        Choice<MixedRecipients>(nameof(SmimePolicy.MixedRecipients), (policy, value) => policy with { MixedRecipients = value }),
        Choice<EncryptDefault>(nameof(SmimePolicy.ReplyDefaults), (policy, value) => policy with { ReplyDefaults = policy.ReplyDefaults with { Encrypt = value } }),
        Choice<ReplyProtection>(nameof(SmimePolicy.AutomaticMailRequires), (policy, value) => policy with { AutomaticMailRequires = value }),
        Choice<SignatureForm>(nameof(SmimePolicy.SignatureForm), (policy, value) => policy with { SignatureForm = value }),
        Switch(nameof(SmimePolicy.HideSubject), (policy, value) => policy with { HideSubject = value }),
        Duration(nameof(SmimePolicy.SigningTimeTolerance), (policy, value) => policy with { SigningTimeTolerance = value }),
        new(nameof(SmimePolicy.SpoolDirectory), "an existing directory", (policy, text) => Directory.Exists(text) ? policy with { SpoolDirectory = text } : null),
        new(nameof(SmimePolicy.SpoolThreshold), "a whole number from 1", (policy, text) =>
            LimitSettings.TryWhole(text, long.MaxValue, out long value) ? policy with { SpoolThreshold = value } : null),
        .. LimitSettings.All,
    ];

    private static PolicySetting Number(string name, Func<SmimePolicy, int, SmimePolicy> set) =>
        new(name, "a whole number from 1", (policy, text) => LimitSettings.TryWhole(text, int.MaxValue, out long value) ? set(policy, (int)value) : null);

    private static PolicySetting Switch(string name, Func<SmimePolicy, bool, SmimePolicy> set) =>
        new(name, "true or false", (policy, text) => bool.TryParse(text, out bool value) ? set(policy, value) : null);

    private static PolicySetting Duration(string name, Func<SmimePolicy, TimeSpan, SmimePolicy> set) =>
        new(name, "a duration as [days.]hh:mm:ss", (policy, text) =>
            TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan value) && value >= TimeSpan.Zero ? set(policy, value) : null);

    private static PolicySetting Choice<T>(string name, Func<SmimePolicy, T, SmimePolicy> set)
        where T : struct, Enum =>
        new(name, string.Join(" or ", Enum.GetNames<T>()), (policy, text) =>
            Enum.GetNames<T>().FirstOrDefault(member => string.Equals(member, text, StringComparison.OrdinalIgnoreCase)) is { } known
                ? set(policy, Enum.Parse<T>(known))
                : null);
}
