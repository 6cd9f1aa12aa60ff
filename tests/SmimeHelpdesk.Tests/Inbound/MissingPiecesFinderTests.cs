using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class MissingPiecesFinderTests
{
    private static readonly TrustAnchors Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]);
    private static readonly ParsedCertificate Alice = SharedIdentities.Alice().Certificate;

    [Theory]
    [InlineData(SignatureReason.UntrustedIssuer, MissingPiece.Issuer)]
    [InlineData(SignatureReason.IssuerOutsideValidity, MissingPiece.Issuer)]
    [InlineData(SignatureReason.SignerCertificateMissing, MissingPiece.SignerCertificate)]
    [InlineData(SignatureReason.RevocationUnknown, MissingPiece.Revocation)]
    [InlineData(SignatureReason.ContentAltered, null)]
    [InlineData(SignatureReason.CertificateExpired, null)]
    public void Find_ReasonAgainstTheSignature_WaitsForWhatCanMendIt(SignatureReason reason, MissingPiece? piece)
    {
        MissingPieces missing = Find(Facts(Judged(reason)));

        missing.Pieces.Should().Equal(piece is { } one ? [one] : []);
        missing.Issuer.Should().Be(piece is MissingPiece.Issuer ? Alice.Issuer : null);
        missing.TriedAnchors.Should().Be(piece is MissingPiece.Issuer ? Anchors.Fingerprint : null);
    }

    [Fact]
    public void Find_OneReasonThatNothingMends_WaitsForNothing() =>
        Find(Facts(Judged(SignatureReason.UntrustedIssuer, SignatureReason.AddressMismatch))).CanHelp.Should().BeFalse();

    [Fact]
    public void Find_SeveralReasonsOfOneKind_WaitForOnePiece() =>
        Find(Facts(Judged(SignatureReason.UntrustedIssuer, SignatureReason.IssuerOutsideValidity))).Pieces.Should().Equal(MissingPiece.Issuer);

    [Theory]
    [InlineData(EncryptionReason.NoMatchingKey, MissingPiece.Key)]
    [InlineData(EncryptionReason.KeyUnavailable, MissingPiece.KeyAccess)]
    [InlineData(EncryptionReason.DecryptionFailed, null)]
    [InlineData(EncryptionReason.None, null)]
    public void Find_EncryptionNotOpened_WaitsForItsKey(EncryptionReason reason, MissingPiece? piece)
    {
        MissingPieces missing = Find(Facts(null, new EncryptedLayer { Reason = reason, TriedCredentials = ["00"] }));

        missing.Pieces.Should().Equal(piece is { } one ? [one] : []);
        missing.TriedCredentials.Should().Equal(piece is MissingPiece.Key ? ["00"] : []);
    }

    [Fact]
    public void Find_CacheThatWasDown_IsAPieceForASignature()
    {
        Find(Facts(Judged()) with { KnownIsUnavailable = true }).Pieces.Should().Equal(MissingPiece.KnownCertificates);
        Find(Facts(null) with { KnownIsUnavailable = true }).Pieces.Should().BeEmpty();
        Find(Facts(Judged())).Pieces.Should().BeEmpty();
        Find(Facts(null) with { Harvest = new HarvestResult(HarvestStatus.Deferred, HarvestReason.CacheUnavailable, null, null) }).Pieces.Should().Equal(MissingPiece.KnownCertificates);
    }

    private static MissingPieces Find(OpeningFacts facts) => MissingPiecesFinder.Find(facts, Anchors, "support@desk.example", TestAuthority.Now);

    private static JudgedSignature Judged(params SignatureReason[] reasons) => new()
    {
        Findings = [.. reasons.Select(reason => new SignatureFinding(reason, new Dictionary<string, string>()))],
        Certificate = Alice,
        Path = new PathResult([Alice], []),
    };

    private static OpeningFacts Facts(JudgedSignature? judged, params Layer[] layers)
    {
        ParsedEntity message = Mail.Parse("Subject: s\n\ntext");
        return new OpeningFacts(
            new UnwrappedMessage(message, message, layers),
            new MessageSignature(judged, false),
            new SenderFacts(ForgedMail.Alice, null, false),
            ProtectedHeaderResult.Nothing,
            new EncryptionCertificate(EncryptAvailability.NotSigned, null, null),
            new HarvestResult(HarvestStatus.NotStored, HarvestReason.NotSigned, null, null),
            KnownSigners.None);
    }
}
