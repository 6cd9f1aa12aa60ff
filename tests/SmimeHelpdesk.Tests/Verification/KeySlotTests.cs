using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class KeySlotTests
{
    private readonly KeySlot<Key> _slot = new();
    private int _opened;

    [Fact]
    public void Use_OneAfterTheOther_OpensOnce()
    {
        Use(_ => 1);
        Use(_ => 2);

        _opened.Should().Be(1);
    }

    [Fact]
    public void Use_TwoAtOnce_NeverShareAKey()
    {
        Key? inner = null;
        Key? outer = null;

        Use(first =>
        {
            outer = first;
            return Use(second =>
            {
                inner = second;
                return 0;
            });
        });

        inner.Should().NotBeSameAs(outer);
        (inner!.IsDisposed, outer!.IsDisposed).Should().Be((false, true), "the slot holds one");
    }

    [Fact]
    public void Use_ThatFails_DisposesTheKeyAndOpensAnother()
    {
        Key? failed = null;
        Action use = () => Use(key =>
        {
            failed = key;
            throw new InvalidOperationException();
        });

        use.Should().Throw<InvalidOperationException>();
        Use(_ => 0);

        failed!.IsDisposed.Should().BeTrue();
        _opened.Should().Be(2);
    }

    private int Use(Func<Key, int> compute) => _slot.Use(
        compute,
        _ =>
        {
            _opened++;
            return new Key();
        },
        (key, state) => state(key));

    private sealed class Key : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
