using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class PathBudgetTests
{
    private static readonly SmimeLimits Limits = SmimeLimits.Default with { MaximumPathWork = 3 };

    [Fact]
    public void Spend_UpToTheLimit_IsGrantedAndTheRefusalRemembered()
    {
        foreach (Func<PathBudget, bool> spend in new Func<PathBudget, bool>[] { budget => budget.SpendSignatureCheck(), budget => budget.SpendPath() })
        {
            var budget = new PathBudget(Limits);

            Enumerable.Range(0, 3).Should().OnlyContain(_ => spend(budget));
            budget.IsExhausted.Should().BeFalse();
            spend(budget).Should().BeFalse();
            budget.IsExhausted.Should().BeTrue();
        }
    }

    [Fact]
    public void SpendNameComparisons_MoreThanIsLeft_IsRefusedAsAWhole()
    {
        var budget = new PathBudget(Limits);

        budget.SpendNameComparisons(200_000).Should().BeTrue();
        budget.SpendNameComparisons(200_000).Should().BeFalse();
        budget.SpendStep().Should().BeTrue("each kind of work has a bound of its own");
    }
}
