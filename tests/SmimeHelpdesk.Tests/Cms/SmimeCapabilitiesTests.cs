using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Writing;

namespace SmimeHelpdesk.Tests.Cms;

public sealed class SmimeCapabilitiesTests
{
    private const string Gcm256 = "300B060960864801650304012E";
    private const string Cbc256 = "300B060960864801650304012A";
    private const string Cbc128 = "300B0609608648016503040102";
    private const string TripleDes = "300A06082A864886F70D0307";
    private const string OaepBare = "300B06092A864886F70D010107";
    private const string OaepSha1 = "300D06092A864886F70D0101073000";

    // RFC 3560 section 5 gives this encoding for SHA-256.
    private const string OaepSha256 = "303806092A864886F70D010107302BA00D300B0609608648016503040201A11A301806092A864886F70D010108300B0609608648016503040201";

    [Theory]
    [InlineData("", "AES-256-CBC")]
    [InlineData(Gcm256, "AES-256-GCM")]
    [InlineData(Cbc256 + "," + Gcm256, "AES-256-GCM")]
    [InlineData(Cbc256 + "," + Cbc128, "AES-256-CBC")]
    [InlineData(Cbc128 + "," + Cbc256, "AES-256-CBC")]
    [InlineData(Cbc128, "AES-128-CBC")]
    [InlineData(TripleDes, "AES-256-CBC")]
    [InlineData(TripleDes + "," + Cbc128, "AES-128-CBC")]
    public void For_Capabilities_IsTheStrongestThatIsRead(string entries, string expected)
    {
        ContentEncryption chosen = ContentEncryption.For(Parse(entries));

        (chosen == ContentEncryption.Aes256Gcm ? "AES-256-GCM" : chosen == ContentEncryption.Aes128Cbc ? "AES-128-CBC" : "AES-256-CBC").Should().Be(expected);
    }

    [Theory]
    [InlineData(OaepSha256, true)]
    [InlineData(OaepBare, true)]
    [InlineData(OaepSha1, false)]
    [InlineData(OaepSha1 + "," + OaepSha256, true)]
    [InlineData(Cbc256, false)]
    public void NamesOaepWithSha256_TheFormsThatProgramsWrite_AreToldApart(string entries, bool expected) =>
        Parse(entries).NamesOaepWithSha256.Should().Be(expected);

    [Theory]
    [InlineData("FF")]
    [InlineData("0500")]
    [InlineData("3003020101")]
    [InlineData("30033001")]
    [InlineData("30023000")]
    public void Parse_WhatIsNoCapabilities_IsAsIfNothingWereKnown(string hex)
    {
        SmimeCapabilities capabilities = SmimeCapabilities.Parse(Convert.FromHexString(hex));

        ContentEncryption.For(capabilities).Should().Be(ContentEncryption.Aes256Cbc);
        capabilities.NamesOaepWithSha256.Should().BeFalse();
    }

    private static SmimeCapabilities Parse(string entries)
    {
        byte[] content = Convert.FromHexString(entries.Replace(",", string.Empty, StringComparison.Ordinal));
        return SmimeCapabilities.Parse(DerPart.Constructed(DerTag.Sequence, DerPart.From(content)).ToArray());
    }
}
