namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>In how many cases of each corpus the library answers as expected. A figure may rise and must not fall.</summary>
internal static class AgreedFigures
{
    public static IReadOnlyDictionary<string, int> All { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["bc-java-smime"] = 10,
        ["boringssl-p12"] = 21,
        ["hp"] = 35,
        ["james"] = 12,
        ["kde-mimetreeparser"] = 11,
        ["openssl-cms"] = 34,
        ["openssl-fuzz-cms"] = 39,
        ["pem-import"] = 22,
        ["pqc-mldsa"] = 3,
        ["pqc-mlkem"] = 1,
        ["rfc4134"] = 14,
        ["rfc9216"] = 8,
        ["rustcrypto"] = 13,
        ["thunderbird"] = 97,
    };
}
