using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class VerificationBudgetTests
{
    private static readonly SmimeLimits Limits = SmimeLimits.Default with { MaximumLayers = 1, MaximumSigners = 2 };

    [Fact]
    public void HasDigest_MoreDigestsThanLayersNeed_IsALimit()
    {
        var budget = new VerificationBudget(Limits);
        SignedBytes content = SignedBytes.Exactly(ByteSource.From("text"u8.ToArray()));

        HasDigest(CmsOids.Sha256).Should().BeFalse();
        HasDigest(CmsOids.Sha512).Should().BeFalse();
        HasDigest(CmsOids.Sha256).Should().BeFalse("a digest is computed once");
        FluentActions.Invoking(() => HasDigest(CmsOids.Sha384)).Should().Throw<LimitExceededException>();

        bool HasDigest(string oid) => content.HasDigest(DigestAlgorithm.FromOid(oid)!, [], budget);
    }

    [Fact]
    public void SpendCheck_MoreThanSignersNeed_IsALimit()
    {
        var budget = new VerificationBudget(Limits);
        for (int i = 0; i < 8; i++)
        {
            budget.SpendCheck();
        }

        FluentActions.Invoking(budget.SpendCheck).Should().Throw<LimitExceededException>();
    }
}
