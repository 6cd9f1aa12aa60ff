using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class MailDomainTests
{
    [Theory]
    [InlineData('b')]
    [InlineData('B')]
    public void Normalize_AtTheBounds_IsADomain(char letter)
    {
        // 253 characters in all, 63 in a label (RFC 1035 section 2.3.4), however they are written.
        string longest = string.Join('.', Enumerable.Repeat(new string(letter, 63), 3)) + "." + new string(letter, 61);

        MailDomain.Normalize(longest).Should().Be(longest.ToLowerInvariant()).And.HaveLength(253);
        MailDomain.Normalize(longest + letter).Should().BeNull();
        MailDomain.Normalize(new string(letter, 63)).Should().NotBeNull();
        MailDomain.Normalize(new string(letter, 64)).Should().BeNull();
        MailDomain.Normalize(letter.ToString()).Should().Be("b");
        MailDomain.Normalize(string.Empty).Should().BeNull();
    }
}
