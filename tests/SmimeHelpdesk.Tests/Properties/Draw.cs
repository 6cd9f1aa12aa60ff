using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>Runs a property over drawn cases, from a fixed seed: a failure repeats, and names the case made small, and its seed.</summary>
internal static class Draw
{
    private const ulong Seed = 20260601;

    // The generator asks for an odd one.
    private const ulong Gamma = 9;

    public static void ForAll<T>(Gen<T> cases, int count, Action<T> property, Func<T, IEnumerable<T>>? shrink = null)
    {
        var replay = new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None);
        Config config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true).WithReplay(FSharpOption<Replay>.Some(replay));
        Arbitrary<T> arbitrary = shrink is null ? cases.ToArbitrary() : Arb.From(cases, shrink);
        Check.One($"seed {Seed}", config, Prop.ForAll(arbitrary, property));
    }
}
