using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class NameMatcherTests
{
    [Theory]
    [InlineData(NameKind.Rfc822, "alice@customer.example", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Rfc822, "alice@customer.example", "other.example", NameMatch.Outside)]
    [InlineData(NameKind.Rfc822, "alice@customer.example", "", NameMatch.Within)]
    [InlineData(NameKind.Rfc822, "alice@customer.example", "@", NameMatch.Undecidable)]
    [InlineData(NameKind.Rfc822, "alice", "customer.example", NameMatch.Undecidable)]
    [InlineData(NameKind.Rfc822, null, "customer.example", NameMatch.Undecidable)]
    [InlineData(NameKind.Rfc822, "alice@customer.example", null, NameMatch.Undecidable)]
    [InlineData(NameKind.Dns, "www.customer.example", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Dns, "customer.example", "www.customer.example", NameMatch.Outside)]
    [InlineData(NameKind.Dns, "www.customer.example", ".customer.example", NameMatch.Within)]
    [InlineData(NameKind.Dns, "a.customer.example", "b.customer.example", NameMatch.Outside)]
    [InlineData(NameKind.Dns, null, "customer.example", NameMatch.Undecidable)]
    [InlineData(NameKind.Uri, "https://customer.example", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Uri, "https://customer.example?query", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Uri, "https://customer.example#place", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Uri, "https://customer.example:8443", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Uri, "https://a@b@customer.example/", "customer.example", NameMatch.Within)]
    [InlineData(NameKind.Uri, "https://other.example/https://customer.example/", "customer.example", NameMatch.Outside)]
    [InlineData(NameKind.Uri, "https://other.example/x@customer.example", "customer.example", NameMatch.Outside)]
    [InlineData(NameKind.Uri, "https://192.0.2.1/", "customer.example", NameMatch.Undecidable)]
    [InlineData(NameKind.Uri, "customer.example", "customer.example", NameMatch.Undecidable)]
    [InlineData(NameKind.Uri, null, "customer.example", NameMatch.Undecidable)]
    [InlineData(NameKind.Other, "1.2.3", "1.2.3", NameMatch.Undecidable)]
    [InlineData(NameKind.X400, null, null, NameMatch.Undecidable)]
    [InlineData(NameKind.RegisteredId, null, null, NameMatch.Undecidable)]
    internal void Compare_Text_DecidesByTheForm(NameKind kind, string? name, string? subtree, NameMatch expected) =>
        NameMatcher.Compare(NameMatcher.Prepare(new ConstrainedName(kind, name)), NameSubtree.Prepare(new ConstrainedName(kind, subtree))).Should().Be(expected);

    [Theory]
    [InlineData("C0000201", "C0000200FFFFFF00", NameMatch.Within)]
    [InlineData("C0000301", "C0000200FFFFFF00", NameMatch.Outside)]
    [InlineData("D0000201", "C0000200FFFFFF00", NameMatch.Outside)]
    [InlineData("C0000201", "C0000200FFFFFFFF", NameMatch.Outside)]
    [InlineData("C0000201", "C0000201FFFFFFFF", NameMatch.Within)]
    [InlineData("20010DB8000000000000000000000001", "20010DB8000000000000000000000000FFFFFFFF000000000000000000000000", NameMatch.Within)]
    [InlineData("20010DB9000000000000000000000001", "20010DB8000000000000000000000000FFFFFFFF000000000000000000000000", NameMatch.Outside)]
    [InlineData("20010DB8000000000000000000000001", "C0000200FFFFFF00", NameMatch.Outside)]
    [InlineData("C0000201", "20010DB8000000000000000000000000FFFFFFFF000000000000000000000000", NameMatch.Outside)]
    [InlineData("C00002", "C0000200FFFFFF00", NameMatch.Undecidable)]
    [InlineData("C0000201", "C0000200", NameMatch.Undecidable)]
    [InlineData("", "", NameMatch.Undecidable)]
    internal void Compare_Address_DecidesByTheMask(string address, string subtree, NameMatch expected) =>
        NameMatcher.Compare(Ip(address), Ip(subtree)).Should().Be(expected);

    private static ConstrainedName Ip(string hex) => new(NameKind.Ip, Octets: Convert.FromHexString(hex));
}
