using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Keys;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>What must never be heard, in each form in which carelessness would write it.</summary>
internal sealed class Canaries
{
    public const string Passphrase = "canary-passphrase-7f3a91";
    public const string WrongPassphrase = "canary-mistyped-0c11d8";
    public const string ExportPassphrase = "canary-export-b2c4e6a8";
    public const string HeldSubject = "canary-subject-5d20aa";
    public const string InnerSubject = "canary-inner-subject-44be19";
    public const string Question = "canary-question-51c0de";
    public const string Answer = "canary-answer-90ab12";
    public const string Secret = "canary-encrypted-text-e3779b";
    public const string FileName = "canary-file-name-6f61aa";
    public const string FileContent = "canary-file-content-17dd04";

    // Of the private parts of a key a few bytes would already be too many.
    private const int SliceSize = 12;

    private readonly Dictionary<string, HashSet<string>> _forms = [];

    public Canaries()
    {
        foreach (string text in (string[])[Passphrase, WrongPassphrase, ExportPassphrase, HeldSubject, InnerSubject, Question, Answer, Secret, FileName, FileContent])
        {
            Add(text, [text, .. Forms(Encoding.UTF8.GetBytes(text)), .. Forms(Encoding.BigEndianUnicode.GetBytes(text))]);
        }
    }

    public IEnumerable<string> Names => _forms.Keys;

    /// <summary>All forms of one of them, for a test of the search itself.</summary>
    public IReadOnlyCollection<string> FormsOf(string name) => _forms[name];

    /// <summary>The private parts of a key, and its PEM text.</summary>
    public void AddKey(string name, TestIdentity identity)
    {
        if (identity.PrivateKey is RSA rsa)
        {
            RSAParameters parts = rsa.ExportParameters(true);
            AddBytes(name + " d", parts.D!);
            AddBytes(name + " p", parts.P!);
            AddBytes(name + " q", parts.Q!);
            AddBytes(name + " dp", parts.DP!);
            AddBytes(name + " dq", parts.DQ!);
            AddBytes(name + " qInv", parts.InverseQ!);
        }
        else
        {
            AddBytes(name + " d", ((ECDsa)identity.PrivateKey).ExportParameters(true).D!);
        }

        // The first lines of an RSA key are its public half.
        string[] lines = identity.KeyPem.Split('\n')[1..^1];
        Add(name + " PEM", lines.Skip(lines.Length / 2));
    }

    /// <summary>The key that a stored private key is encrypted with, unwrapped as its description says.</summary>
    public void AddDataKey(StoredCredential row, byte[] hostKey)
    {
        ReadOnlySpan<byte> envelope = row.ProtectedKey.Span;
        ReadOnlySpan<byte> header = envelope[..(2 + envelope[1])];
        ReadOnlySpan<byte> box = envelope[header.Length..];
        byte[] dataKey = new byte[32];
        using var aes = new AesGcm(hostKey, 16);
        aes.Decrypt(box[..12], box[12..44], box[44..60], dataKey, [.. "SmimeHelpdesk.key-wrap\0"u8, .. header, .. CredentialBinding.For(row.Tenant, row.MailboxAddress, row.Sha256)]);
        AddBytes("data key of " + row.Sha256[..8], dataKey);
    }

    public void AddBytes(string name, byte[] secret) =>
        Add(name, ((int[])[0, (secret.Length - SliceSize) / 2, secret.Length - SliceSize]).SelectMany(at => Forms(secret.AsSpan(at, SliceSize).ToArray())));

    /// <summary>The names of those that a text holds.</summary>
    public IEnumerable<string> FoundIn(string text) =>
        _forms.Where(canary => canary.Value.Any(form => text.Contains(form, StringComparison.Ordinal))).Select(canary => canary.Key);

    // Raw, as hexadecimal, as numbers, and as base64, whatever lies before it.
    private static IEnumerable<string> Forms(byte[] bytes) =>
    [
        Encoding.Latin1.GetString(bytes),
        Convert.ToHexString(bytes),
        Convert.ToHexStringLower(bytes),
        BitConverter.ToString(bytes),
        string.Join(", ", bytes),
        string.Join(',', bytes),
        .. Enumerable.Range(0, 3).Select(skipped => Convert.ToBase64String(bytes, skipped, (bytes.Length - skipped) / 3 * 3)),
    ];

    private void Add(string name, IEnumerable<string> forms) => _forms.Add(name, [.. forms]);
}
