using SmimeHelpdesk.Keys;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Keys;

public sealed class OpenedKeysTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly StoredCredential Row = new()
    {
        Tenant = "acme",
        MailboxAddress = "support@desk.example",
        Sha256 = "aa",
        Certificate = new byte[] { 1 },
        ProtectedKey = new byte[] { 2, 3 },
    };

    private readonly TickingTime _time = new();
    private readonly OpenedKeys _keys;
    private readonly TrackedRsa _rsa = new();

    public OpenedKeysTests() => _keys = new OpenedKeys(Lifetime, _time);

    public void Dispose()
    {
        _keys.Dispose();
        _rsa.Dispose();
    }

    [Fact]
    public void Take_AfterTheKeyWasGivenBack_GivesTheSameKey()
    {
        Use();

        using MailboxPrivateKey? again = _keys.Take(Row);

        again!.Rsa.Should().BeSameAs(_rsa);
        _rsa.IsDisposed.Should().BeFalse();
    }

    [Fact]
    public void Take_WhileTheKeyIsInUse_GivesNone()
    {
        using MailboxPrivateKey inUse = _keys.Add(Row, MailboxPrivateKey.FromRsa(_rsa));

        _keys.Take(Row).Should().BeNull();
    }

    [Fact]
    public void Dispose_OfALentKeyTwice_GivesItBackOnce()
    {
        MailboxPrivateKey lent = _keys.Add(Row, MailboxPrivateKey.FromRsa(_rsa));
        lent.Dispose();
        lent.Dispose();

        _keys.Take(Row).Should().NotBeNull();
        _keys.Take(Row).Should().BeNull();
    }

    [Fact]
    public void Take_OfAnotherRow_GivesNone()
    {
        Use();

        _keys.Take(Row with { Tenant = "other" }).Should().BeNull();
        _keys.Take(Row with { MailboxAddress = "sales@desk.example" }).Should().BeNull();
        _keys.Take(Row with { Sha256 = "bb" }).Should().BeNull();
        _keys.Take(Row with { ProtectedKey = new byte[] { 2, 4 } }).Should().BeNull();
    }

    [Fact]
    public void Take_AfterTheStoreReusedItsBuffer_GivesNone()
    {
        byte[] buffer = [2, 3];
        _keys.Add(Row with { ProtectedKey = buffer }, MailboxPrivateKey.FromRsa(_rsa)).Dispose();
        buffer[1] = 9;

        _keys.Take(Row with { ProtectedKey = buffer }).Should().BeNull();
    }

    [Fact]
    public void Key_WhenItsTimeIsOver_IsDisposedThoughNobodyAsks()
    {
        Use();

        _time.Advance(Lifetime - Moment);
        _rsa.IsDisposed.Should().BeFalse();
        _time.Advance(Moment);

        _rsa.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Key_ThatIsUsedAgainAndAgain_LivesNoLonger()
    {
        Use();
        _time.Advance(Lifetime - Moment);
        _keys.Take(Row)!.Dispose();

        _time.Advance(Moment);

        _rsa.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Take_WhenTheTimeIsOverAndTheTimerIsLate_GivesNone()
    {
        Use();
        _time.Advance(Lifetime, withTimers: false);

        _keys.Take(Row).Should().BeNull();
    }

    [Fact]
    public void Key_InUseWhenItsTimeIsOver_IsDisposedWithItsUse()
    {
        MailboxPrivateKey inUse = _keys.Add(Row, MailboxPrivateKey.FromRsa(_rsa));
        _time.Advance(Lifetime);
        _rsa.IsDisposed.Should().BeFalse();

        inUse.Dispose();

        _rsa.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Forget_OfItsCertificate_DisposesIdleKeysAndLaterThoseInUse()
    {
        var second = new TrackedRsa();
        Use();
        MailboxPrivateKey inUse = _keys.Add(Row, MailboxPrivateKey.FromRsa(second));

        _keys.Forget(Row.Sha256);
        inUse.Dispose();

        _rsa.IsDisposed.Should().BeTrue();
        second.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Dispose_OfTheKeys_DisposesIdleKeysAndLaterThoseInUse()
    {
        var second = new TrackedRsa();
        Use();
        MailboxPrivateKey inUse = _keys.Add(Row, MailboxPrivateKey.FromRsa(second));

        _keys.Dispose();
        inUse.Dispose();

        _rsa.IsDisposed.Should().BeTrue();
        second.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Add_BeyondTheBound_DisposesWhatIsGivenBack()
    {
        TrackedRsa[] many = [.. Enumerable.Range(0, 100).Select(_ => new TrackedRsa())];
        MailboxPrivateKey[] lent = [.. many.Select(rsa => _keys.Add(Row, MailboxPrivateKey.FromRsa(rsa)))];

        Array.ForEach(lent, key => key.Dispose());

        many.Count(rsa => !rsa.IsDisposed).Should().BeInRange(1, 32);
    }

    [Fact]
    public void Add_WithoutLifetime_KeepsNothing()
    {
        using var none = new OpenedKeys(TimeSpan.Zero, _time);

        none.Add(Row, MailboxPrivateKey.FromRsa(_rsa)).Dispose();

        _rsa.IsDisposed.Should().BeTrue();
        none.Take(Row).Should().BeNull();
    }

    [Fact]
    public void Pkcs8_OfALentSoftwareKey_IsACopyThatIsZeroed()
    {
        MailboxPrivateKey lent = _keys.Add(Row, MailboxPrivateKey.FromSoftwareKey([7, 7, 7]));
        byte[] copy = lent.Pkcs8!;
        lent.Dispose();

        copy.Should().Equal(0, 0, 0);
        _keys.Take(Row)!.Pkcs8.Should().Equal(7, 7, 7);
    }

    private void Use() => _keys.Add(Row, MailboxPrivateKey.FromRsa(_rsa)).Dispose();
}
