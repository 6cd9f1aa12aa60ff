using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class LayerBudgetTests
{
    private const int Free = 1 << 20;

    [Fact]
    public void Spend_ThreeTimesTheMessageAndAMegabyte_IsAllThereIs()
    {
        var budget = new LayerBudget(1000, SmimeLimits.Default);

        budget.Spend(Free);
        budget.Spend(3000);

        FluentActions.Invoking(() => budget.Spend(1)).Should().Throw<LimitExceededException>();
    }

    [Fact]
    public void Spend_WhatWasRefused_CostsNothing()
    {
        var budget = new LayerBudget(0, SmimeLimits.Default);

        FluentActions.Invoking(() => budget.Spend(Free + 1)).Should().Throw<LimitExceededException>();

        budget.Spend(Free);
    }

    [Fact]
    public void Expanded_WhatWasDecompressed_MakesRoomForItAndOneLayer()
    {
        var budget = new LayerBudget(0, SmimeLimits.Default);
        budget.Expanded(500);

        budget.Spend(Free + 1000);

        FluentActions.Invoking(() => budget.Spend(1)).Should().Throw<LimitExceededException>();
    }
}
