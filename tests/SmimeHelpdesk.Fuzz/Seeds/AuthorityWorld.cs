using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Revocation;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Tests.Vectors;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>A path whose certificates are asked about, and the anchors of those that stand for themselves.</summary>
internal sealed class AuthorityWorld
{
    private const int PathLength = 3;

    private readonly TrustAnchors _anchors;
    private readonly ParsedCertificate[] _path;
    private readonly ParsedCertificate[] _issuers;

    private AuthorityWorld(byte[][] path, byte[][] more)
    {
        _path = [.. path.Select(der => ParsedCertificate.Parse(der))];
        _issuers = [_path[1], .. more.Skip(1).Select(der => ParsedCertificate.Parse(der))];
        _anchors = TrustAnchors.FromCertificates([X509CertificateLoader.LoadCertificate(path[^1]), X509CertificateLoader.LoadCertificate(more[0])]);
    }

    public ParsedCertificate Leaf => _path[0];

    public static AuthorityWorld Load(string folder)
    {
        byte[][] all = [.. Directory.GetFiles(folder, "*.cer").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return new AuthorityWorld(all[..PathLength], all[PathLength..]);
    }

    public static void Save(string folder, TestIdentity leaf)
    {
        Directory.CreateDirectory(folder);
        byte[][] all = [leaf.Certificate.RawData, .. leaf.Issuer.Chain.Select(issuer => issuer.RawData), VectorPki.Root.Der, VectorPki.Issuing.Der];
        for (int i = 0; i < all.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, i + ".cer"), all[i]);
        }
    }

    public bool IsTrusted(ParsedCertificate certificate) => CertificatePath.Find(certificate, _issuers, _anchors, TestAuthority.Now, SmimePolicy.Default).IsValid;

    /// <summary>Whether anything on the path is revoked, with this as the only answer at hand.</summary>
    public RevocationRequest Question(ReadOnlyMemory<byte> answer) => new()
    {
        Path = [.. _path.Select(certificate => certificate.Der)],
        Anchors = _anchors,
        At = RevocationPki.Now,
        Answers = [answer],
    };
}
