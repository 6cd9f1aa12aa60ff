namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>In how many cases of each corpus the library answers as expected. A figure may rise and must not fall.</summary>
internal static class AgreedFigures
{
    public static IReadOnlyDictionary<string, int> All { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["bc-java-smime"] = 0,
        ["boringssl-p12"] = 0,
        ["hp"] = 0,
        ["james"] = 0,
        ["kde-mimetreeparser"] = 0,
        ["openssl-cms"] = 0,
        ["openssl-fuzz-cms"] = 0,
        ["pem-import"] = 0,
        ["pqc-mldsa"] = 0,
        ["pqc-mlkem"] = 0,
        ["rfc4134"] = 0,
        ["rfc9216"] = 0,
        ["rustcrypto"] = 0,
        ["thunderbird"] = 0,
    };
}
