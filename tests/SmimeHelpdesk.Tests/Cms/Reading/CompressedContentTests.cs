using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class CompressedContentTests
{
    /// <summary>A stream that begins with the demand for a dictionary (RFC 1950 section 2.2).</summary>
    private static byte[] NeedsDictionary => ForgedCompression.Around([0x78, 0x20, 1, 2, 3, 4, .. ForgedCompression.Compress(ForgedMail.Entity)[2..]]);

    [Fact]
    public void Read_PresetDictionary_IsNoFailureOfTheOutsideWorld()
    {
        CmsContent content = CmsContent.Read(ByteSource.From(NeedsDictionary), SmimeLimits.Default);

        FluentActions.Invoking(() => CompressedContent.Read(content.Content, SmimePolicy.Default.Spool, new ExpansionBudget(SmimeLimits.Default)))
            .Should().Throw<CmsFormatException>();
    }

    [Fact]
    public async Task OpenAsync_PresetDictionary_DoesNotThrow()
    {
        using OpenedMessage opened = await new Desk().OpenAsync(ForgedMail.Compressed(NeedsDictionary));

        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Headers.Subject.Should().Be("fire");
    }
}
