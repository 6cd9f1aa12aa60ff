using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class DirectoryNameTests
{
    [Theory]
    [InlineData("Example CA", "EXAMPLE ca")]
    [InlineData("Example CA", "  Example    CA ")]
    [InlineData("Example CA", "Example\tCA")]
    [InlineData("Müller", "MÜLLER")]
    [InlineData("Müller", "Mu\u0308ller")]
    [InlineData("Example", "Exam\u00ADple")]
    public void Key_TextWrittenDifferently_IsOne(string left, string right) => Key(new DerUtf8String(left)).Should().Be(Key(new DerUtf8String(right)));

    [Fact]
    public void Key_StringType_DoesNotCount()
    {
        string expected = Key(new DerUtf8String("Example"));

        Key(new DerPrintableString("example")).Should().Be(expected);
        Key(new DerBmpString("Example")).Should().Be(expected);
        Key(new DerT61String("Example")).Should().Be(expected);
        Key(new DerIA5String("Example")).Should().Be(expected);
        Key(new DerUniversalString("Example".SelectMany(c => new byte[] { 0, 0, 0, (byte)c }).ToArray())).Should().Be(expected);
    }

    [Theory]
    [InlineData("CN=A,O=B", "O=B,CN=A")]
    [InlineData("CN=A", "O=A")]
    [InlineData("CN=A", "CN=A,CN=A")]
    [InlineData("CN=A", "CN=B")]
    [InlineData("CN=A\\,O=B", "CN=A,O=B")]
    public void Key_OtherName_IsAnother(string left, string right) => Of(left).Key.Should().NotBe(Of(right).Key);

    [Fact]
    public void Key_OrderWithinARelativeName_DoesNotCount()
    {
        // CN=A and OU=B, once in the order of DER and once not.
        byte[] sorted = Convert.FromHexString("30163114" + "3008060355040313014130080603550" + "40B130142");
        byte[] unsorted = Convert.FromHexString("30163114" + "300806035504" + "0B130142" + "3008060355040313" + "0141");

        DirectoryName.Read(X509Name.GetInstance(Asn1Object.FromByteArray(unsorted))).Key
            .Should().Be(DirectoryName.Read(X509Name.GetInstance(Asn1Object.FromByteArray(sorted))).Key).And.Be(Of("CN=A+OU=B").Key);
    }

    [Fact]
    public void Key_NotTextOrVeryLong_IsComparedAsEncoded()
    {
        Key(new DerUtf8String(new string('a', 2000))).Should().NotBe(Key(new DerUtf8String(new string('A', 2000))));
        Key(new DerOctetString([0x61])).Should().NotBe(Key(new DerUtf8String("a"))).And.Be(Key(new DerOctetString([0x61])));
        Key(new DerBitString([0x61])).Should().NotBe(Key(new DerBitString([0x62])));
    }

    [Fact]
    public void Key_TextThatImitatesTheSeparators_IsAnotherName() =>
        Key(new DerUtf8String("a\u00012.5.4.3\u0003b")).Should().NotBe(Of("CN=a+CN=b").Key);

    [Theory]
    [InlineData("O=Customer,CN=Alice", "O=customer", true)]
    [InlineData("O=Customer", "O=Customer", true)]
    [InlineData("O=Customer", "O=Customer,CN=Alice", false)]
    [InlineData("CN=Alice,O=Customer", "O=Customer", false)]
    public void IsWithin_Subtree_ComparesFromTheTop(string name, string subtree, bool isWithin) => Of(name).IsWithin(Of(subtree)).Should().Be(isWithin);

    [Fact]
    public void IsWithin_EmptySubtree_HoldsEveryName() => Of("CN=A").IsWithin(DirectoryName.Read(X509Name.GetInstance(new DerSequence()))).Should().BeTrue();

    [Fact]
    public void Render_ValueWithSeparators_CannotPoseAsAnotherAttribute()
    {
        DistinguishedNameText.Render(Name(new DerUtf8String("Alice, O=Bank"))).Should().Be("CN=Alice\\, O\\=Bank");
        DistinguishedNameText.Render(new X509Name("CN=Alice,O=Bank")).Should().Be("CN=Alice, O=Bank");
    }

    [Fact]
    public void Render_ControlsAndBidirectionalCharacters_AreReplaced() =>
        DistinguishedNameText.Render(Name(new DerUtf8String("a\u202Eb\r\nc\u2028d\U000E0041"))).Should().Be("CN=a\uFFFDb\uFFFD\uFFFDc\uFFFDd\uFFFD");

    [Fact]
    public void Render_VeryLong_IsCutWithoutBreakingACharacter()
    {
        string text = DistinguishedNameText.Render(Name(new DerUtf8String(string.Concat(Enumerable.Repeat("😀", 1000)))));

        text.Length.Should().BeLessThan(1100);
        text.Should().EndWith("…");
        text.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void Render_UnknownAttribute_ShowsItsOid() =>
        DistinguishedNameText.Render(X509Name.GetInstance(new DerSequence(new DerSet(new DerSequence(new DerObjectIdentifier("1.2.3.4"), new DerUtf8String("x")))))).Should().Be("1.2.3.4=x");

    private static DirectoryName Of(string name) => DirectoryName.Read(new X509Name(name));

    private static string Key(Asn1Encodable value) => DirectoryName.Read(Name(value)).Key;

    private static X509Name Name(Asn1Encodable value) => X509Name.GetInstance(new DerSequence(new DerSet(new DerSequence(X509Name.CN, value))));

    [Theory]
    [InlineData("\u0007")]
    [InlineData("\u202E")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Render_WhatBreaksOrHides_IsReplaced(string character) =>
        DistinguishedNameText.Render(new X509Name("CN=a" + character + "b")).Should().Be("CN=a\uFFFDb");

    [Fact]
    public void Render_AtTheBound_IsWhole()
    {
        DistinguishedNameText.Render(new X509Name("1.2.3=" + new string('a', 1018))).Should().HaveLength(1024).And.NotContain("…");
        DistinguishedNameText.Render(new X509Name("1.2.3=" + new string('a', 1019))).Should().HaveLength(1025).And.EndWith("a…");
    }
}
