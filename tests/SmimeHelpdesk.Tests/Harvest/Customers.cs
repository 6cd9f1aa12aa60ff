using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

/// <summary>Alice's certificates, made once.</summary>
internal static class Customers
{
    private static readonly Lazy<TestIdentity> SharedAlice = new(() => TestAuthority.Issuing.Issue(Subject));
    private static readonly Lazy<TestIdentity> SharedNewAlice = new(() => TestAuthority.Issuing.Issue(Subject));
    private static readonly Lazy<TestIdentity> SharedSigning = new(() => TestAuthority.Issuing.Issue(Subject with { KeyUsage = X509KeyUsageFlags.DigitalSignature }));
    private static readonly Lazy<TestIdentity> SharedNewSigning = new(() => TestAuthority.Issuing.Issue(Subject with { KeyUsage = X509KeyUsageFlags.DigitalSignature }));
    private static readonly Lazy<TestIdentity> SharedEncrypting = new(() => TestAuthority.Issuing.Issue(Subject with { Key = "RSA-2048", KeyUsage = X509KeyUsageFlags.KeyEncipherment }));
    private static readonly Lazy<TestAuthority> SharedStrangers = new(() => TestAuthority.CreateRoot("Strange Root CA"));

    private static TestSubject Subject => new(CustomerMail.Alice) { Name = "CN=Alice" };

    /// <summary>Signs and is encrypted to.</summary>
    public static TestIdentity Alice => SharedAlice.Value;

    /// <summary>The same person with another key.</summary>
    public static TestIdentity NewAlice => SharedNewAlice.Value;

    /// <summary>Alice's certificate that only signs.</summary>
    public static TestIdentity Signing => SharedSigning.Value;

    public static TestIdentity NewSigning => SharedNewSigning.Value;

    /// <summary>Alice's certificate that is only encrypted to.</summary>
    public static TestIdentity Encrypting => SharedEncrypting.Value;

    /// <summary>An authority that nobody trusts.</summary>
    public static TestAuthority Strangers => SharedStrangers.Value;

    public static TestIdentity Issue(Func<TestSubject, TestSubject> change, TestAuthority? issuer = null) => (issuer ?? TestAuthority.Issuing).Issue(change(Subject));
}
