using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Verification.Pkix;
using static SmimeHelpdesk.Tests.Inbound.ErrantMail;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class LayerWalkerTests
{
    private readonly List<IDisposable> _owned = [];

    [Fact]
    public async Task WalkAsync_NoLayer_IsTheMessageItself()
    {
        ParsedEntity message = Mail.Parse(Letter("x"));

        UnwrappedMessage unwrapped = await WalkAsync(message);

        unwrapped.Layers.Should().BeEmpty();
        unwrapped.Payload.Should().BeSameAs(message);
        _owned.Should().BeEmpty();
    }

    [Fact]
    public async Task WalkAsync_LayersInLayers_ArriveAtTheContent()
    {
        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(Clear(Encrypted(Opaque(Compressed(Letter("x")))))));

        unwrapped.Layers.Select(layer => layer.GetType().Name).Should().Equal("SignedLayer", "EncryptedLayer", "SignedLayer", "CompressedLayer");
        unwrapped.Layers.OfType<SignedLayer>().Should().OnlyContain(layer => layer.Problem == SignatureReason.None && layer.Signed != null && layer.Content != null);
        Mail.Text(unwrapped.Payload.Body).Should().Be("x\r\n");
    }

    [Fact]
    public async Task WalkAsync_WhatItHasMade_IsOwned()
    {
        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(Encrypted(Compressed(Letter("x")))));

        // Of both layers: the decoded CMS, what came out of it, and the entity within.
        _owned.OfType<ByteSource>().Should().HaveCount(2);
        _owned.OfType<Spool>().Should().HaveCount(2);
        _owned.OfType<ParsedEntity>().Should().HaveCount(2).And.Contain(unwrapped.Payload);
    }

    [Fact]
    public async Task WalkAsync_BodyWithoutEncoding_IsReadWhereItLies()
    {
        byte[] cms = ForgedSignature.By(Letter("x"), Alice).Encode();

        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(ForgedMail.BinaryPart(cms, "application/pkcs7-mime; smime-type=signed-data")));

        unwrapped.Layers.Should().ContainSingle();
        _owned.Should().Equal(unwrapped.Payload);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    public async Task WalkAsync_MoreLayersThanAllowed_ShowsThatItStopped(int maximum, int layers)
    {
        SmimePolicy policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumLayers = maximum } };

        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(Opaque(Opaque(Opaque(Letter("x"))))), policy);

        unwrapped.IsCutShort.Should().Be(maximum < 3);
        unwrapped.Layers.Should().HaveCount(layers);
    }

    [Fact]
    public async Task WalkAsync_DetachedSignature_CoversExactlyTwoParts()
    {
        byte[] whole = Clear(ForgedMail.Entity);
        byte[] cms = (ForgedSignature.By(ForgedMail.Entity, Alice) with { IsDetached = true }).Encode();

        UnwrappedMessage third = await WalkAsync(Mail.Parse(ForgedMail.DetachedEntity(ForgedMail.Entity, cms, "--signed\n\nadded\n")));
        UnwrappedMessage one = await WalkAsync(Mail.Parse("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n--b\n\nx\n--b--\n"));
        UnwrappedMessage both = await WalkAsync(Mail.Parse(whole));

        foreach (UnwrappedMessage refused in new[] { third, one })
        {
            refused.Layers.Should().Equal(new SignedLayer(null, null, SignatureReason.Malformed));
            refused.Payload.Should().BeSameAs(refused.Message);
            refused.Number.Text.Should().Be(PartNumber.Message.Text);
        }

        both.Payload.Should().BeSameAs(both.Message.Children[0]);
        both.Number.Text.Should().Be(PartNumber.Message.Part(1).Text);
    }

    [Fact]
    public async Task WalkAsync_DetachedSignatureWithContentOfItsOwn_IsAmbiguousWhereSomebodySigned()
    {
        byte[] within = ForgedSignature.By(ForgedMail.Entity, Alice).Encode();
        byte[] nobody = ForgedSignature.By(ForgedMail.Entity).Encode();

        (await ProblemAsync(ForgedMail.DetachedEntity(ForgedMail.Entity, within))).Should().Be(SignatureReason.ContentAmbiguous);
        (await ProblemAsync(ForgedMail.DetachedEntity(ForgedMail.Entity, nobody))).Should().Be(SignatureReason.None);
        (await ProblemAsync(Clear(ForgedMail.Entity))).Should().Be(SignatureReason.None);
    }

    [Fact]
    public async Task WalkAsync_DetachedSignatureThatIsNone_IsMalformed()
    {
        byte[] other = ForgedCompression.Encode(Letter("x"));

        (await ProblemAsync(ForgedMail.DetachedEntity(ForgedMail.Entity, other))).Should().Be(SignatureReason.Malformed);
        (await ProblemAsync(ForgedMail.DetachedEntity(ForgedMail.Entity, [1, 2, 3]))).Should().Be(SignatureReason.Malformed);
    }

    [Fact]
    public async Task WalkAsync_OpaqueWithoutContent_IsMissingOnlyWhereSomebodySigned()
    {
        byte[] signer = (ForgedSignature.By(ForgedMail.Entity, Alice) with { IsDetached = true }).Encode();
        byte[] certificates = (ForgedSignature.By(ForgedMail.Entity) with { IsDetached = true }).Encode();

        (await ProblemAsync(ForgedMail.Part(signer, "application/pkcs7-mime"))).Should().Be(SignatureReason.ContentMissing);
        (await ProblemAsync(ForgedMail.Part(certificates, "application/pkcs7-mime"))).Should().Be(SignatureReason.None);
    }

    [Fact]
    public async Task WalkAsync_CmsStraightInCms_IsALayerToo()
    {
        byte[] inner = ForgedSignature.By(Letter("x"), Alice).Encode();

        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(Opaque(inner)));

        unwrapped.Layers.Should().HaveCount(2);
        Mail.Text(unwrapped.Payload.Body).Should().Be("x\r\n");
    }

    [Theory]
    [InlineData("application/pkcs7-mime; smime-type=signed-data", "SignedLayer")]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", "EncryptedLayer")]
    [InlineData("application/pkcs7-mime; smime-type=compressed-data", null)]
    public async Task WalkAsync_UnreadableCms_IsWhatItsLabelSays(string contentType, string? layer)
    {
        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(ForgedMail.Part([0x30, 0x80, 1], contentType)));

        unwrapped.Layers.Select(found => found.GetType().Name).Should().Equal(layer is null ? [] : [layer]);
        unwrapped.Encryption?.Reason.Should().Be(EncryptionReason.Malformed);
        unwrapped.Layers.OfType<SignedLayer>().Should().NotContain(found => found.Problem != SignatureReason.Malformed);
    }

    [Fact]
    public async Task WalkAsync_CmsOfAnotherType_IsUnreadable()
    {
        byte[] cms = Ber.Sequence(Ber.Oid(CmsOids.Data), Ber.Context(0, Ber.Octets(Letter("x"))));

        (await WalkAsync(Mail.Parse(ForgedMail.Part(cms, "application/pkcs7-mime")))).Encryption!.Reason.Should().Be(EncryptionReason.Malformed);
    }

    [Fact]
    public async Task WalkAsync_LayersThatCostTooMuch_AreNamedByWhatTheyAre()
    {
        byte[] large = Letter(new string('x', 1 << 20));

        UnwrappedMessage signed = await WalkAsync(Mail.Parse(Opaque(large)), length: 0);
        UnwrappedMessage encrypted = await WalkAsync(Mail.Parse(Encrypted(large)), length: 0);

        signed.IsCutShort.Should().BeTrue();
        signed.Layers.Should().ContainSingle();
        encrypted.Encryption!.Reason.Should().Be(EncryptionReason.LimitExceeded);
    }

    [Fact]
    public async Task WalkAsync_CompressionThatExpandsTooFar_SaysThatContentIsMissing()
    {
        byte[] compressed = Compressed(Letter(new string('x', 5000)));

        UnwrappedMessage refused = await WalkAsync(Mail.Parse(compressed), SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumDecompressedSize = 5000 } });

        refused.IsCutShort.Should().BeTrue("somebody must be told");
        refused.Layers.Should().ContainSingle();
        (await WalkAsync(Mail.Parse(compressed))).IsCutShort.Should().BeFalse();
    }

    [Fact]
    public async Task WalkAsync_WhatWasDecompressed_MakesRoomForItself()
    {
        byte[] text = new byte[1 << 20];
        new Random(3).NextBytes(text);
        byte[] large = Letter(Convert.ToHexString(text));

        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(Compressed(large)), length: 0);

        unwrapped.Payload.Body.Length.Should().BeGreaterThan(2 << 20);
    }

    [Fact]
    public async Task WalkAsync_LargeCms_GoesWhereThePolicySays()
    {
        using var directory = new TemporaryDirectory();
        byte[] cms = ForgedSignature.By(Letter(new string('x', 200_000)), Alice).Encode();
        string quoted = string.Concat(cms.Select(octet => $"={octet:X2}")).Chunk(75).Aggregate(new System.Text.StringBuilder(), (text, line) => text.Append(line).Append("=\n")).ToString();
        byte[] mail = Mail.Crlf("Content-Type: application/pkcs7-mime; smime-type=signed-data\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted + "\n");

        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(mail), new SmimePolicy { SpoolDirectory = directory.Path, SpoolThreshold = 100_000 });

        unwrapped.Payload.Body.Length.Should().Be(200_002);
        _owned.OfType<Spool>().Should().ContainSingle().Which.IsFile.Should().BeTrue();
        directory.Files.Should().ContainSingle();
        _owned.ForEach(owned => owned.Dispose());
        directory.Files.Should().BeEmpty();
    }

    private static byte[] Compressed(byte[] entity) => ForgedMail.Part(ForgedCompression.Encode(entity), "application/pkcs7-mime; smime-type=compressed-data");

    private async Task<SignatureReason> ProblemAsync(byte[] entity)
    {
        UnwrappedMessage unwrapped = await WalkAsync(Mail.Parse(entity));
        return unwrapped.Layers.Should().ContainSingle().Which.Should().BeOfType<SignedLayer>().Which.Problem;
    }

    private async Task<UnwrappedMessage> WalkAsync(ParsedEntity message, SmimePolicy? policy = null, long? length = null)
    {
        policy ??= SmimePolicy.Default;
        Desk desk = await Desk.WithAsync(policy, Agent);
        var decryption = new DecryptionService(
            async cancellationToken => await desk.Credentials.ListUsableAsync(Desk.Address, cancellationToken),
            async (UsableCredential credential, CancellationToken cancellationToken) => await desk.Credentials.OpenKeyAsync(credential, cancellationToken),
            policy);
        var budget = new LayerBudget(length ?? message.Raw.Length, policy.Limits);
        return await new LayerWalker(decryption, policy, new CertificateMemo(), budget, _owned).WalkAsync(message, PartNumber.Message, CancellationToken.None);
    }
}
