using System.Text;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Fuzz.Mutation;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Fuzz;

public sealed class MutatorTests
{
    private const int Rounds = 1000;

    private static readonly byte[] Certificate = TestAuthority.Root.Certificate.RawData;

    [Fact]
    public void Mutate_Der_KeepsItReadableMoreOftenThanNot()
    {
        var mutator = new Mutator(new Random(20260601), []);

        byte[][] mutants = [.. Enumerable.Range(0, Rounds).Select(_ => mutator.Mutate(Certificate, Certificate))];

        mutants.Count(IsDer).Should().BeGreaterThan(Rounds / 3, "lengths follow what is changed within");
        mutants.Count(mutant => !mutant.AsSpan().SequenceEqual(Certificate)).Should().BeGreaterThan(Rounds * 9 / 10);
    }

    [Fact]
    public void Mutate_Mail_ReachesTheStructureWithinItsBase64()
    {
        byte[] mail = ForgedMail.Signed(Certificate);
        var mutator = new Mutator(new Random(20260602), []);

        IEnumerable<byte[]> bodies = Enumerable.Range(0, Rounds).Select(_ => Body(mutator.Mutate(mail, mail))).OfType<byte[]>();

        bodies.Count(body => IsDer(body) && !body.AsSpan().SequenceEqual(Certificate)).Should().BeGreaterThan(Rounds / 10);
    }

    [Fact]
    public void Mutate_SameRandomNumbers_AreTheSame()
    {
        byte[][] once = [.. Mutants(7)];

        Mutants(7).Should().BeEquivalentTo(once, options => options.WithStrictOrdering());
        Mutants(8).Should().NotBeEquivalentTo(once);
    }

    [Fact]
    public void Mutate_Nothing_GivesSomething() =>
        new Mutator(new Random(1), ["word"u8.ToArray()]).Mutate([], []).Should().NotBeEmpty();

    private static IEnumerable<byte[]> Mutants(int seed)
    {
        var mutator = new Mutator(new Random(seed), []);
        return [.. Enumerable.Range(0, 50).Select(_ => mutator.Mutate(Certificate, ForgedMail.Entity))];
    }

    private static bool IsDer(byte[] octets)
    {
        try
        {
            BerElement element = BerElement.Read(ByteSource.From(octets));
            return element.IsSequence && element.TotalLength == octets.Length;
        }
        catch (CmsFormatException)
        {
            return false;
        }
    }

    private static byte[]? Body(byte[] mail)
    {
        string text = Encoding.Latin1.GetString(mail);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        byte[] decoded = new byte[mail.Length];
        return end > 0 && Convert.TryFromBase64String(text[end..], decoded, out int length) ? decoded[..length] : null;
    }
}
