using System.Text;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>RFC 5652 sections 5.3, 5.4 and 11, RFC 8551 section 2.5 and RFC 6211 through the front door.</summary>
public sealed class SignedAttributeTests
{
    private const string Capabilities = "1.2.840.113549.1.9.15";
    private const string EncryptionKeyPreference = "1.2.840.113549.1.9.16.2.11";
    private const string AlgorithmProtection = "1.2.840.113549.1.9.52";
    private const string Unknown = "1.2.3.4.5";
    private static readonly ForgedSigner Alice = new(SharedIdentities.Alice());
    private static readonly byte[] NoCapabilities = Ber.Sequence();

    public static TheoryData<string, SignatureReason> Broken => new()
    {
        { "no content-type", SignatureReason.AttributeMissing },
        { "no message-digest", SignatureReason.AttributeMissing },
        { "no attribute at all", SignatureReason.AttributeMissing },
        { "content-type of something else", SignatureReason.ContentTypeMismatch },
        { "content-type that is no OID", SignatureReason.ContentTypeMismatch },
        { "message-digest that is no octet string", SignatureReason.Malformed },
        { "two content-types", SignatureReason.AttributeAmbiguous },
        { "two message-digests", SignatureReason.AttributeAmbiguous },
        { "two signing-times", SignatureReason.AttributeAmbiguous },
        { "signing-time with two values", SignatureReason.AttributeAmbiguous },
        { "signing-time without value", SignatureReason.AttributeAmbiguous },
        { "signing-time that is no time", SignatureReason.AttributeAmbiguous },
        { "signing-time of no calendar", SignatureReason.AttributeAmbiguous },
        { "two capabilities", SignatureReason.AttributeAmbiguous },
        { "two key preferences", SignatureReason.AttributeAmbiguous },
        { "unsigned content-type", SignatureReason.AttributeAmbiguous },
        { "unsigned message-digest", SignatureReason.AttributeAmbiguous },
        { "unsigned signing-time", SignatureReason.AttributeAmbiguous },
        { "unsigned capabilities", SignatureReason.AttributeAmbiguous },
        { "algorithm protection of another digest", SignatureReason.AlgorithmMismatch },
        { "algorithm protection of another signature", SignatureReason.AlgorithmMismatch },
        { "algorithm protection without signature", SignatureReason.AlgorithmMismatch },
        { "algorithm protection that is none", SignatureReason.Malformed },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task OpenAsync_BrokenAttributes_AreInvalidForTheirReason(string defect, SignatureReason reason)
    {
        SignatureVerdict verdict = await OpenAsync(Break(defect));

        verdict.Status.Should().Be(SignatureStatus.Invalid);
        verdict.Findings.Select(finding => finding.Reason).Should().Contain(reason);
    }

    public static TheoryData<string> Harmless =>
    [
        "unknown attribute", "unknown attribute twice", "unknown attribute without value", "unknown attribute with high tags", "unknown unsigned attribute",
        "generalized signing-time", "capabilities and key preference", "algorithm protection",
    ];

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task OpenAsync_AttributesThatAreAllowed_AreValid(string what)
    {
        byte[] unknown = ForgedSigner.Attribute(Unknown, Ber.Integer(1));
        ForgedSigner signer = what switch
        {
            "unknown attribute" => Alice with { MoreAttributes = [unknown] },
            "unknown attribute twice" => Alice with { MoreAttributes = [unknown, unknown, ForgedSigner.Attribute(Unknown, Ber.Integer(2), Ber.Integer(3))] },
            "unknown attribute without value" => Alice with { MoreAttributes = [ForgedSigner.Attribute(Unknown)] },
            "unknown attribute with high tags" => Alice with { MoreAttributes = [ForgedSigner.Attribute(Unknown, [0xBF, 0x81, 0x01, 0x02, 0x05, 0x00])] },
            "unknown unsigned attribute" => Alice with { UnsignedAttributes = [unknown] },
            "generalized signing-time" => Alice with { Arrange = set => Ber.SortedSet([set[0], set[2], ForgedSigner.Attribute(CmsOids.SigningTime, new DerGeneralizedTime(TestAuthority.Now.UtcDateTime).GetEncoded())]) },
            "capabilities and key preference" => Alice with
            {
                MoreAttributes =
                [
                    ForgedSigner.Attribute(Capabilities, NoCapabilities),
                    ForgedSigner.Attribute(EncryptionKeyPreference, Ber.Retagged(0xA0, ForgedSigner.IssuerAndSerial(Alice.Identity.Certificate))),
                ],
            },
            _ => Alice with { MoreAttributes = [Protection(CmsOids.Sha256, "1.2.840.10045.4.3.2")] },
        };

        SignatureVerdict verdict = await OpenAsync(signer);

        verdict.Findings.Should().BeEmpty();
        verdict.SigningTime.Should().Be(TestAuthority.Now);
    }

    [Fact]
    public async Task OpenAsync_AttributesSignedAsSentUnsorted_AreVerifiedAsReceived()
    {
        (await OpenAsync(Alice with { Arrange = set => Ber.Set([.. set.Reverse()]) })).Status.Should().Be(SignatureStatus.Valid);
        (await OpenAsync(Alice with { Arrange = set => Ber.Set([.. set]) })).Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_AttributesSignedSortedAndSentOtherwise_AreVerifiedInDer()
    {
        (await OpenAsync(Alice with { Send = set => Ber.Set([.. set.Reverse()]) })).Status.Should().Be(SignatureStatus.Valid);
        (await OpenAsync(Alice with { Send = set => Ber.Indefinite(0x31, [.. set]) })).Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_AttributeChangedOnTheWay_IsInvalidInEitherForm()
    {
        byte[] added = ForgedSigner.Attribute(Unknown, Ber.Integer(1));

        SignatureVerdict verdict = await OpenAsync(Alice with { Send = set => Ber.Set([.. set, added]) });

        verdict.Status.Should().Be(SignatureStatus.Invalid);
        verdict.Reason.Should().Be(SignatureReason.SignatureMismatch);
    }

    [Fact]
    public async Task OpenAsync_ContentThatIsNoMail_IsNotPassedOffAsOne()
    {
        // The same key signs a time stamp, or a receipt, whose bytes an attacker had a say in.
        var signature = new ForgedSignature(ForgedMail.Entity, Alice) { ContentType = "1.2.840.113549.1.9.16.1.4" };

        using OpenedMessage opened = await new Desk().OpenAsync(ForgedMail.Signed(signature.Encode()));

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Reason.Should().Be(SignatureReason.ContentTypeMismatch);
    }

    [Fact]
    public async Task OpenAsync_AttributesPassedOffAsContent_AreAmbiguous()
    {
        // The signed attributes of a genuine signature, sent as the text of a mail under that same signature value.
        byte[]? attributes = null;
        byte[]? value = null;
        new ForgedSignature(ForgedMail.Entity, Alice with { Arrange = set => attributes = Ber.SortedSet(set), Change = signature => value = signature }).Encode();
        var forged = new ForgedSignature(attributes!, Alice with { HasAttributes = false, Change = _ => value! });

        SignatureVerdict verdict = (await new Desk().OpenAsync(ForgedMail.Signed(forged.Encode()))).Signature;

        verdict.Status.Should().Be(SignatureStatus.Invalid);
        verdict.Reason.Should().Be(SignatureReason.SignedAttributesAmbiguous);
    }

    private static ForgedSigner Break(string defect) => defect switch
    {
        "no content-type" => Alice with { Arrange = set => Ber.SortedSet(set.Skip(1)) },
        "no message-digest" => Alice with { Arrange = set => Ber.SortedSet(set.Take(2)) },
        "no attribute at all" => Alice with { Arrange = _ => Ber.Set() },
        "content-type of something else" => Alice with { ContentTypeAttribute = CmsOids.SignedData },
        "content-type that is no OID" => Alice with { Arrange = set => Ber.SortedSet([ForgedSigner.Attribute(CmsOids.ContentType, Ber.Integer(1)), .. set.Skip(1)]) },
        "message-digest that is no octet string" => Alice with { Arrange = set => Ber.SortedSet([.. set.Take(2), ForgedSigner.Attribute(CmsOids.MessageDigest, Ber.Integer(1))]) },
        "two content-types" => Alice with { Arrange = set => Ber.SortedSet([.. set, set[0]]) },
        "two message-digests" => Alice with { Arrange = set => Ber.SortedSet([.. set, set[2]]) },
        "two signing-times" => Alice with { Arrange = set => Ber.SortedSet([.. set, set[1]]) },
        "signing-time with two values" => WithTime(Time("260601120000Z"), Time("260601120000Z")),
        "signing-time without value" => WithTime(),
        "signing-time that is no time" => WithTime(Ber.Integer(1)),
        "signing-time of no calendar" => WithTime(Time("261399120000Z")),
        "two capabilities" => Alice with { MoreAttributes = [ForgedSigner.Attribute(Capabilities, NoCapabilities), ForgedSigner.Attribute(Capabilities, NoCapabilities)] },
        "two key preferences" => Alice with { MoreAttributes = [ForgedSigner.Attribute(EncryptionKeyPreference, NoCapabilities, Ber.Null)] },
        "unsigned content-type" => Alice with { UnsignedAttributes = [ForgedSigner.Attribute(CmsOids.ContentType, Ber.Oid(CmsOids.Data))] },
        "unsigned message-digest" => Alice with { UnsignedAttributes = [ForgedSigner.Attribute(CmsOids.MessageDigest, Ber.Octets([1]))] },
        "unsigned signing-time" => Alice with { UnsignedAttributes = [ForgedSigner.Attribute(CmsOids.SigningTime, Time("260601120000Z"))] },
        "unsigned capabilities" => Alice with { UnsignedAttributes = [ForgedSigner.Attribute(Capabilities, NoCapabilities)] },
        "algorithm protection of another digest" => Alice with { MoreAttributes = [Protection(CmsOids.Sha512, "1.2.840.10045.4.3.2")] },
        "algorithm protection of another signature" => Alice with { MoreAttributes = [Protection(CmsOids.Sha256, "1.2.840.10045.4.3.4")] },
        "algorithm protection without signature" => Alice with { MoreAttributes = [ForgedSigner.Attribute(AlgorithmProtection, Ber.Sequence(Ber.Algorithm(CmsOids.Sha256), Ber.Context(2, Ber.Oid("1.2.840.10045.4.3.2"))))] },
        "algorithm protection that is none" => Alice with { MoreAttributes = [ForgedSigner.Attribute(AlgorithmProtection, Ber.Sequence(Ber.Integer(1)))] },
        _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, null),
    };

    private static ForgedSigner WithTime(params byte[][] values) =>
        Alice with { Arrange = set => Ber.SortedSet([set[0], set[2], ForgedSigner.Attribute(CmsOids.SigningTime, values)]) };

    private static byte[] Time(string text) => Ber.Element(0x17, Encoding.ASCII.GetBytes(text));

    private static byte[] Protection(string digest, string signature) => ForgedSigner.Attribute(
        AlgorithmProtection, Ber.Sequence(Ber.Algorithm(digest), Ber.Context(1, Ber.Oid(signature))));

    private static async Task<SignatureVerdict> OpenAsync(ForgedSigner signer)
    {
        using OpenedMessage opened = await new Desk().OpenAsync(ForgedMail.Signed(new ForgedSignature(ForgedMail.Entity, signer).Encode()));
        return opened.Signature;
    }
}
