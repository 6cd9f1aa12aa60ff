using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class NameConstraintTests
{
    private const string Alice = "mail:alice@customer.example";

    /// <summary>What is permitted, what is excluded, the leaf's alternative name, whether the path is valid.</summary>
    [Theory]
    // rfc822Name: a mailbox, a host, a domain with its hosts
    [InlineData("mail:alice@customer.example", "", Alice, true)]
    [InlineData("mail:ALICE@Customer.Example", "", Alice, true)]
    [InlineData("mail:bob@customer.example", "", Alice, false)]
    [InlineData("mail:customer.example", "", Alice, true)]
    [InlineData("mail:CUSTOMER.example", "", Alice, true)]
    [InlineData("mail:customer.example", "", "mail:alice@sub.customer.example", false)]
    [InlineData("mail:.customer.example", "", "mail:alice@sub.customer.example", true)]
    [InlineData("mail:.customer.example", "", "mail:alice@a.b.customer.example", true)]
    [InlineData("mail:.customer.example", "", Alice, false)]
    [InlineData("mail:customer.example", "", "mail:alice@evilcustomer.example", false)]
    [InlineData("mail:.customer.example", "", "mail:alice@evilcustomer.example", false)]
    [InlineData("mail:other.example|mail:customer.example", "", Alice, true)]
    [InlineData("mail:other.example|mail:another.example", "", Alice, false)]
    [InlineData("mail:", "", Alice, true)]
    [InlineData("", "mail:", Alice, false)]
    [InlineData("", "mail:customer.example", Alice, false)]
    [InlineData("", "mail:customer.example", "mail:alice@sub.customer.example", true)]
    [InlineData("", "mail:.customer.example", "mail:alice@sub.customer.example", false)]
    [InlineData("", "mail:alice@customer.example", Alice, false)]
    [InlineData("", "mail:alice@customer.example", "mail:Alice@CUSTOMER.example", false)]
    [InlineData("", "mail:alice@customer.example", "mail:bob@customer.example", true)]
    [InlineData("mail:customer.example", "mail:alice@customer.example", Alice, false)]
    [InlineData("mail:customer.example", "mail:alice@customer.example", "mail:bob@customer.example", true)]
    // rfc822Name that cannot be compared is not let pass
    [InlineData("mail:customer.example", "", "mail:\"alice\"@customer.example", false)]
    [InlineData("", "mail:other.example", "mail: alice@customer.example", false)]
    [InlineData("", "mail:other.example", "mail:alice@customer.example\0.other.example", false)]
    [InlineData("mail:customer.example", "", "mail-raw:616CEF6365406375", false)]
    [InlineData("mail:a@b@c", "", Alice, false)]
    [InlineData("", "mail:a@b@c", Alice, false)]
    [InlineData("mail-raw:616CEF6365406375", "", Alice, false)]
    [InlineData("", "mail-raw:616CEF6365406375", Alice, false)]
    // SmtpUTF8Mailbox obeys the constraints of rfc822Name (RFC 9598)
    [InlineData("mail:customer.example", "", "utf8mail:jörg@customer.example", true)]
    [InlineData("mail:customer.example", "", "utf8mail:jörg@other.example", false)]
    [InlineData("", "mail:other.example", "utf8mail:jörg@other.example", false)]
    [InlineData("mail:xn--bcher-kva.example", "", "utf8mail:jörg@bücher.example", true)]
    [InlineData("mail:alice@customer.example", "", "utf8mail:jörg@customer.example", false)]
    // the subject's emailAddress counts when no alternative name is an address
    [InlineData("mail:customer.example", "", "subject:alice@customer.example", true)]
    [InlineData("mail:customer.example", "", "subject:alice@other.example", false)]
    [InlineData("", "mail:other.example", "subject:alice@other.example", false)]
    [InlineData("mail:customer.example", "", "subject+mail:alice@customer.example", true)]
    // directoryName
    [InlineData("dir:O=Customer", "", "dir:O=Customer,CN=Alice", true)]
    [InlineData("dir:O=Customer", "", "dir:O=Customer", true)]
    [InlineData("dir:O=customer", "", "dir:O=CUSTOMER,CN=Alice", true)]
    [InlineData("dir:O=Customer", "", "dir:O=Other,CN=Alice", false)]
    [InlineData("dir:O=Customer,OU=A", "", "dir:O=Customer,CN=Alice", false)]
    [InlineData("", "dir:O=Customer", "dir:O=Customer,CN=Alice", false)]
    [InlineData("", "dir:O=Customer", "dir:O=Other,CN=Alice", true)]
    [InlineData("", "dir:CN=Alice", Alice, false)]
    [InlineData("dir:CN=Somebody else", "", Alice, false)]
    // dNSName
    [InlineData("dns:customer.example", "", "dns:customer.example", true)]
    [InlineData("dns:customer.example", "", "dns:www.Customer.example", true)]
    [InlineData("dns:customer.example", "", "dns:evilcustomer.example", false)]
    [InlineData("dns:.customer.example", "", "dns:customer.example", false)]
    [InlineData("dns:CUSTOMER.example", "", "dns:www.customer.example", true)]
    [InlineData("", "dns:CUSTOMER.example", "dns:www.customer.example", false)]
    [InlineData("dns:", "", "dns:customer.example", true)]
    [InlineData("", "dns:customer.example", "dns:www.customer.example", false)]
    [InlineData("", "dns:customer.example", "dns:other.example", true)]
    [InlineData("", "dns:customer.example", "dns:a b", false)]
    // uniformResourceIdentifier
    [InlineData("uri:customer.example", "", "uri:https://customer.example/x", true)]
    [InlineData("uri:customer.example", "", "uri:https://user:word@customer.example:8443/x?y#z", true)]
    [InlineData("uri:customer.example", "", "uri:https://www.customer.example", false)]
    [InlineData("uri:.customer.example", "", "uri:https://www.customer.example", true)]
    [InlineData("uri:.customer.example", "", "uri:https://customer.example", false)]
    [InlineData("", "uri:customer.example", "uri:https://customer.example@other.example/", true)]
    [InlineData("", "uri:customer.example", "uri:https://other.example@customer.example/", false)]
    [InlineData("uri:CUSTOMER.example", "", "uri:https://customer.example/x", true)]
    [InlineData("", "uri:CUSTOMER.example", "uri:https://customer.example/x", false)]
    [InlineData("", "uri:customer.example", "uri:urn:example", false)]
    [InlineData("", "uri:customer.example", "uri:https://192.0.2.1/", false)]
    [InlineData("", "uri:customer.example", "uri:https://[2001:db8::1]/", false)]
    // iPAddress
    [InlineData("ip:C0000200FFFFFF00", "", "ip:C0000201", true)]
    [InlineData("ip:C0000200FFFFFF00", "", "ip:C0000301", false)]
    [InlineData("ip:C0000200FFFFFF00", "", "ip:20010DB8000000000000000000000001", false)]
    [InlineData("", "ip:C0000200FFFFFF00", "ip:C0000201", false)]
    [InlineData("", "ip:C0000200FFFFFF00", "ip:20010DB8000000000000000000000001", true)]
    [InlineData("", "ip:C0000200FFFFFF00", "ip:C00002", false)]
    [InlineData("", "ip:C0000200", "ip:C0000301", false)]
    // forms that are not processed: the certificate must not have one
    [InlineData("other:1.2.3", "", "other:1.2.3", false)]
    [InlineData("", "other:1.2.3", "other:1.2.3", false)]
    [InlineData("other:1.2.3", "", "other:1.2.4", true)]
    [InlineData("rid:1.2.3", "", "rid:1.2.3", false)]
    [InlineData("", "rid:1.2.3", Alice, true)]
    // a constraint on one form says nothing about another
    [InlineData("dns:customer.example", "", Alice, true)]
    [InlineData("mail:customer.example", "", "dns:other.example", true)]
    public void Find_ConstrainedIssuer_DecidesByTheTable(string permitted, string excluded, string name, bool isValid)
    {
        PathResult result = PathTesting.FindChain(issuing: plan => plan with { Extensions = [Constraints(permitted, excluded)] }, leaf: plan => Named(plan, name));

        result.Reasons().Should().Equal(isValid ? [] : [SignatureReason.NameConstraintViolated]);
    }

    [Fact]
    public void Find_Violated_NamesWhoForbidsWhat()
    {
        PathResult result = PathTesting.FindChain(issuing: plan => plan with { Extensions = [Constraints("mail:other.example", "")] });

        result.Findings.Single().Facts.Should().Contain("subject", "CN=Alice").And.Contain("issuer", "CN=Issuing").And.Contain("actual", "alice@customer.example");
    }

    [Fact]
    public void Find_ConstraintOfTheAnchor_Holds() =>
        PathTesting.FindChain(root: plan => plan with { Extensions = [Constraints("mail:other.example", "")] }).Reasons().Should().Equal(SignatureReason.NameConstraintViolated);

    [Fact]
    public void Find_TwoIssuersConstrain_BothMustPermit()
    {
        static PathResult Run(string upper, string lower) => PathTesting.FindChain(
            root: plan => plan with { Extensions = [Constraints(upper, "")] }, issuing: plan => plan with { Extensions = [Constraints(lower, "")] });

        Run("mail:customer.example", "mail:alice@customer.example").IsValid.Should().BeTrue();
        Run("mail:customer.example", "mail:other.example").IsValid.Should().BeFalse();
        Run("mail:other.example", "mail:customer.example").IsValid.Should().BeFalse();
    }

    [Fact]
    public void Find_EveryNameOfTheLeaf_MustBePermitted() =>
        PathTesting.FindChain(
            issuing: plan => plan with { Extensions = [Constraints("mail:customer.example", "")] },
            leaf: plan => plan with { AlternativeNames = [.. plan.AlternativeNames, General("mail:ceo@bank.example")] })
            .Reasons().Should().Equal(SignatureReason.NameConstraintViolated);

    [Fact]
    public void Find_AddressInSubjectHiddenBehindUnreadableAlternativeName_IsNoAddress()
    {
        PlannedCertificate leaf = Named(CertificatePlan.Leaf(null) with { SubjectName = new X509Name("E=ceo@bank.example,CN=Alice") }, "mail-raw:616CEF6365406375").Make();

        leaf.Parsed.Addresses.Should().BeEmpty();
    }

    [Fact]
    public void Find_SelfIssuedIntermediate_IsExempt()
    {
        PlannedCertificate root = (new CertificatePlan("CN=Root") { Extensions = [Constraints("dir:CN=Alice", "")] }).Make();
        PlannedCertificate rollover = new CertificatePlan("CN=Root") { Issuer = root, SerialNumber = 5 }.Make();
        PlannedCertificate other = new CertificatePlan("CN=Other") { Issuer = root }.Make();

        PathTesting.Find(CertificatePlan.Leaf(rollover).Make(), [rollover], [root]).IsValid.Should().BeTrue();
        PathTesting.Find(CertificatePlan.Leaf(other).Make(), [other], [root]).Reasons().Should().Equal(SignatureReason.NameConstraintViolated);
    }

    [Fact]
    public void Find_SelfIssuedLeaf_IsNotExempt()
    {
        PlannedCertificate root = (new CertificatePlan("CN=Root") { Extensions = [Constraints("mail:other.example", "")] }).Make();
        PlannedCertificate leaf = (CertificatePlan.Leaf(root) with { Name = "CN=Root" }).Make();

        PathTesting.Find(leaf, [], [root]).Reasons().Should().Equal(SignatureReason.NameConstraintViolated);
    }

    [Fact]
    public void Find_AnchorsOwnName_IsNotConstrainedByItself() =>
        PathTesting.FindChain(root: plan => plan with { Extensions = [Constraints("dir:CN=Alice", "dir:CN=Root")] }, issuing: plan => plan with { Name = "CN=Alice" })
            .IsValid.Should().BeTrue();

    [Fact]
    public void Find_MinimumOrMaximum_CannotBeAppliedAndIsNotLetPass()
    {
        foreach ((DerInteger? minimum, DerInteger? maximum) in new[] { (DerInteger.ValueOf(1), (DerInteger?)null), (null, DerInteger.ValueOf(3)) })
        {
            var subtree = new GeneralSubtree(General("mail:customer.example"), minimum, maximum);
            (string, bool, Asn1Encodable) extension = ("2.5.29.30", true, new DerSequence(new DerTaggedObject(false, 0, new DerSequence(subtree))));
            PathTesting.FindChain(issuing: plan => plan with { Extensions = [extension] }).Reasons().Should().Equal(SignatureReason.NameConstraintViolated);
        }
    }

    [Fact]
    public void Find_TensOfThousandsOfNamesAndConstraints_IsLimitExceeded()
    {
        string constraints = string.Join('|', Enumerable.Range(0, 2000).Select(i => $"mail:host{i}.example"));
        GeneralName[] names = [.. Enumerable.Range(0, 2000).Select(i => General($"mail:alice@other{i}.example"))];

        PathResult result = PathTesting.FindChain(issuing: plan => plan with { Extensions = [Constraints("", constraints)] }, leaf: plan => plan with { AlternativeNames = names });

        result.Reasons().Should().Contain(SignatureReason.LimitExceeded).And.NotContain(SignatureReason.NameConstraintViolated);
    }

    private static (string Oid, bool Critical, Asn1Encodable Value) Constraints(string permitted, string excluded)
    {
        var elements = new Asn1EncodableVector();
        foreach ((int tag, string written) in new[] { (0, permitted), (1, excluded) })
        {
            if (written.Length > 0)
            {
                Asn1Encodable[] subtrees = [.. written.Split('|').Select(name => new GeneralSubtree(General(name)))];
                elements.Add(new DerTaggedObject(false, tag, new DerSequence(subtrees)));
            }
        }

        return ("2.5.29.30", true, new DerSequence(elements));
    }

    private static CertificatePlan Named(CertificatePlan plan, string name) => name.Split(':', 2) switch
    {
        ["subject", string address] => plan with { SubjectName = Subject(address), AlternativeNames = [General("dns:customer.example")] },
        ["subject+mail", string address] => plan with { SubjectName = Subject("ceo@bank.example"), AlternativeNames = [General("mail:" + address)] },
        ["dir", string directory] => plan with { Name = directory },
        _ => plan with { AlternativeNames = [General(name)] },
    };

    private static X509Name Subject(string address) => new("E=" + address + ",CN=Alice");

    private static GeneralName General(string name) => name.Split(':', 2) switch
    {
        ["mail", string text] => new GeneralName(GeneralName.Rfc822Name, new DerIA5String(text)),
        ["mail-raw", string hex] => new GeneralName(GeneralName.Rfc822Name, new DerIA5String(Convert.FromHexString(hex))),
        ["utf8mail", string text] => Other("1.3.6.1.5.5.7.8.9", new DerUtf8String(text)),
        ["dir", string text] => new GeneralName(new X509Name(text)),
        ["dns", string text] => new GeneralName(GeneralName.DnsName, text),
        ["uri", string text] => new GeneralName(GeneralName.UniformResourceIdentifier, text),
        ["ip", string hex] => new GeneralName(GeneralName.IPAddress, new DerOctetString(Convert.FromHexString(hex))),
        ["other", string oid] => Other(oid, new DerOctetString(Encoding.ASCII.GetBytes("x"))),
        ["rid", string oid] => new GeneralName(GeneralName.RegisteredID, new DerObjectIdentifier(oid)),
        _ => throw new ArgumentException(name),
    };

    private static GeneralName Other(string oid, Asn1Encodable value) =>
        new(GeneralName.OtherName, new OtherName(new DerObjectIdentifier(oid), value));
}
