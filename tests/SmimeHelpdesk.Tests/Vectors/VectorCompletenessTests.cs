namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Nothing that the library can say is without a mail that makes it say so.</summary>
public sealed class VectorCompletenessTests
{
    [Fact]
    public void Vectors_AreManyAndNamedOnce()
    {
        VerdictVectors.All.Should().HaveCountGreaterThanOrEqualTo(120);
        VerdictVectors.All.Select(vector => vector.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Vectors_EverySignatureReason_IsReached() =>
        VerdictVectors.All.SelectMany(vector => vector.Errant.Select(part => part.Reason).Append(vector.Expected.Reason)).Distinct().Should().BeEquivalentTo(Enum.GetValues<SignatureReason>());

    [Fact]
    public void Vectors_EveryEncryptionReason_IsReached() =>
        VerdictVectors.All.Select(vector => vector.Expected.EncryptionReason).Distinct().Should().BeEquivalentTo(Enum.GetValues<EncryptionReason>());

    [Fact]
    public void Vectors_EveryHarvestReason_IsReached() =>
        VerdictVectors.All.Select(vector => vector.Expected.HarvestReason).Distinct().Should().BeEquivalentTo(Enum.GetValues<HarvestReason>());

    private static readonly SmimeCaution[] CautionsElsewhere = [SmimeCaution.None];

    [Fact]
    public void Vectors_EveryCaution_IsReached() =>
        VerdictVectors.All.SelectMany(vector => vector.Expected.Cautions.Concat(vector.ReplyCautions)).Concat(CautionsElsewhere).Distinct()
            .Should().BeEquivalentTo(Enum.GetValues<SmimeCaution>());

    // Of a reply context that was changed where it was stored; no mail makes one.
    private static readonly EncryptAvailability[] BoxesElsewhere = [EncryptAvailability.CertificateUnusable];

    [Fact]
    public void Vectors_EveryStateOfTheEncryptBox_IsReached() =>
        VerdictVectors.All.Select(vector => vector.Box ?? BoxRule.Of(vector.Expected)).Concat(BoxesElsewhere).Distinct()
            .Should().BeEquivalentTo(Enum.GetValues<EncryptAvailability>());

    [Fact]
    public void AttackClasses_EachVector_IsThere() =>
        AttackClasses.All.SelectMany(pair => pair.Value).Except(VerdictVectors.All.Select(vector => vector.Name)).Should().BeEmpty();
}
