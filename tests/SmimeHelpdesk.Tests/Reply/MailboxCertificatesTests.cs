using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Which of the mailbox's certificates customers are asked to write to, and which reads the desk's own copy.</summary>
public sealed class MailboxCertificatesTests
{
    private static readonly UsableCredential Good = Row(new TestSubject(Desk.Address));

    public static TheoryData<string> NotOffered => ["staged", "retired", "active later", "expired", "other address", "signing only", "server certificate"];

    [Theory]
    [MemberData(nameof(NotOffered))]
    public void ToBeWrittenTo_CertificateThatOthersShallNotUse_IsNotOffered(string kind)
    {
        UsableCredential other = Make(kind);

        Own(other).ToBeWrittenTo(other.Certificate).Should().BeNull();
        Own(other, Good).ToBeWrittenTo(other.Certificate).Should().Be(Good);
    }

    [Fact]
    public void ToBeWrittenTo_SignerThatMayBeEncryptedTo_IsTheSignerItself()
    {
        UsableCredential newer = Row(new TestSubject(Desk.Address), ActiveSince(1));

        Own(Good, newer).ToBeWrittenTo(Good.Certificate).Should().Be(Good);
        Own(Good, newer).ToBeWrittenTo(newer.Certificate).Should().Be(newer);
        Own(Good, newer).ToBeWrittenTo(null).Should().Be(newer);
    }

    [Theory]
    [InlineData("staged")]
    [InlineData("retired")]
    [InlineData("expired")]
    public void ForOwnCopy_KeyThatStillDecrypts_ServesWhenThereIsNoBetterOne(string kind)
    {
        UsableCredential other = Make(kind);

        Own(other).ForOwnCopy().Should().Be(other.Certificate);
        Own(other, Good).ForOwnCopy().Should().Be(Good.Certificate);
    }

    [Theory]
    [InlineData("state of others")]
    [InlineData("key destroyed")]
    public void ForOwnCopy_RowThatTheManagerDidNotWriteOrThatReadsNothing_IsNeverWrittenTo(string kind)
    {
        UsableCredential other = kind == "key destroyed"
            ? Row(new TestSubject(Desk.Address), row => row with { State = CredentialState.Destroyed })
            : Row(new TestSubject(Desk.Address)) with { IsStateAuthentic = false };
        UsableCredential expired = Make("expired") with { IsStateAuthentic = true };

        Own(other).ForOwnCopy().Should().BeNull();
        Own(other, expired).ForOwnCopy().Should().Be(expired.Certificate);
    }

    [Fact]
    public void ForOwnCopy_MailboxThatOnlySigns_HasNone() => Own(Make("signing only")).ForOwnCopy().Should().BeNull();

    private static UsableCredential Make(string kind) => kind switch
    {
        "staged" => Row(new TestSubject(Desk.Address), row => row with { State = CredentialState.Staged }),
        "retired" => Row(new TestSubject(Desk.Address), row => row with { State = CredentialState.Retired }),
        "active later" => Row(new TestSubject(Desk.Address), row => row with { ActiveFrom = TestAuthority.Now.AddDays(1) }),
        "expired" => Row(new TestSubject(Desk.Address) { NotAfter = TestAuthority.Now.AddDays(-1) }, ActiveSince(1)),
        "other address" => Row(new TestSubject("other@desk.example")),
        "signing only" => Row(new TestSubject(Desk.Address) { KeyUsage = X509KeyUsageFlags.DigitalSignature }),
        _ => Row(new TestSubject(Desk.Address) { Purposes = ["1.3.6.1.5.5.7.3.1"] }),
    };

    private static Func<StoredCredential, StoredCredential> ActiveSince(int days) => row => row with { ActiveFrom = TestAuthority.Now.AddDays(-days) };

    private static MailboxCertificates Own(params UsableCredential[] credentials) => new(Desk.Address, credentials, TestAuthority.Now, SmimeLimits.Default);

    private static UsableCredential Row(TestSubject subject, Func<StoredCredential, StoredCredential>? change = null)
    {
        TestIdentity identity = TestAuthority.Issuing.Issue(subject);
        var row = new StoredCredential
        {
            Tenant = string.Empty,
            MailboxAddress = Desk.Address,
            Sha256 = identity.Sha256,
            Certificate = identity.Certificate.RawData,
            ProtectedKey = default,
            ActiveFrom = TestAuthority.Now.AddDays(-9),
        };
        return new UsableCredential(change?.Invoke(row) ?? row, ParsedCertificate.Parse(identity.Certificate.RawData), []);
    }
}
