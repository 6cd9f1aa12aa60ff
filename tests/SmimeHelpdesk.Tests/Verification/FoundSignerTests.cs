using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class FoundSignerTests
{
    [Fact]
    public void IsBroken_OnlyACheckThatFailed_IsOne()
    {
        Found().IsBroken.Should().BeFalse();
        Found(SignatureReason.WeakDigest).IsBroken.Should().BeFalse();
        Found(SignatureReason.UnsupportedAlgorithm).IsBroken.Should().BeFalse();
        Found(SignatureReason.LimitExceeded).IsBroken.Should().BeFalse();
        Found(SignatureReason.SignatureMismatch).IsBroken.Should().BeTrue();
        Found(SignatureReason.WeakDigest, SignatureReason.ContentAltered).IsBroken.Should().BeTrue();
        Found(SignatureReason.UnsupportedAlgorithm, SignatureReason.AttributeMissing).IsBroken.Should().BeTrue();
    }

    [Fact]
    public void Unchecked_WhatCouldNotBeChecked_SaysTheFirstReason()
    {
        Found().Unchecked.Should().BeNull();
        Found(SignatureReason.SignatureMismatch).Unchecked.Should().BeNull();
        Found(SignatureReason.UnsupportedAlgorithm).Unchecked.Should().Be(SignatureReason.UnsupportedAlgorithm);
        Found(SignatureReason.WeakDigest, SignatureReason.LimitExceeded).Unchecked.Should().Be(SignatureReason.LimitExceeded);
        Found(SignatureReason.UnsupportedAlgorithm, SignatureReason.LimitExceeded).Unchecked.Should().Be(SignatureReason.UnsupportedAlgorithm);
        (Found() with { Outcome = null }).Unchecked.Should().Be(SignatureReason.SignerCertificateMissing);
        (Found() with { Outcome = null }).IsBroken.Should().BeFalse();
    }

    [Fact]
    public void Rank_OfSeveralSigners_PrefersTheAuthorsAndTheIntact()
    {
        FoundSigner[] best = [Found(), Found(SignatureReason.SignatureMismatch), Found() with { IsAuthor = false }, Found(SignatureReason.SignatureMismatch) with { IsAuthor = false }];

        best.Select(signer => signer.Rank).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        best.Select(signer => signer.IsIntactAuthor).Should().Equal(true, false, false, false);
    }

    private static FoundSigner Found(params SignatureReason[] reasons)
    {
        byte[] cms = ForgedSignature.By(ForgedMail.Entity, SharedIdentities.Alice()).Encode();
        SignedContent signed = SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);
        var outcome = new SignerOutcome();
        foreach (SignatureReason reason in reasons)
        {
            outcome.Add(reason, "subject", "CN=Alice");
        }

        return new FoundSigner(signed.Signers.Single(), SharedIdentities.Alice().Certificate, outcome, true);
    }
}
