using System.Buffers.Binary;
using System.Text;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class TnefContentsTests
{
    [Fact]
    public void Flatten_Winmail_ListsTheFilesWithin()
    {
        MessageContent content = Flatten(Tnef(("../report.txt", "first"), ("b.bin", "second")));

        content.TextBody.Should().Be("letter");
        content.Attachments.Select(a => (a.FileName, a.Size)).Should().Equal(("report.txt", 5L), ("b.bin", 6L));
        using var reader = new StreamReader(content.Attachments[1].OpenRead());
        reader.ReadToEnd().Should().Be("second");
    }

    [Theory]
    [InlineData("application/ms-tnef")]
    [InlineData("application/octet-stream; name=winmail.dat")]
    public void Flatten_NoTnefAtAll_ListsItAsItIs(string type) =>
        Flatten("no tnef"u8.ToArray(), type).Attachments.Should().ContainSingle().Which.Size.Should().Be(7);

    [Fact]
    public void Flatten_DamagedTnef_NeverThrowsAndLosesNothing()
    {
        byte[] tnef = Tnef(("a.txt", "first"), ("b.bin", "second"));
        var random = new Random(5);
        for (int i = 0; i < 1500; i++)
        {
            byte[] damaged = [.. tnef[..random.Next(tnef.Length / 2, tnef.Length + 1)]];
            for (int changes = random.Next(6); changes > 0; changes--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Flatten(damaged).Attachments.Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Flatten_WinmailWithOneFile_ListsThatFile() =>
        Flatten(Tnef(("a.txt", "first"))).Attachments.Should().ContainSingle().Which.FileName.Should().Be("a.txt");

    [Fact]
    public void Flatten_WinmailWithoutFiles_ListsItAsItIs() =>
        Flatten(Tnef()).Attachments.Should().ContainSingle().Which.FileName.Should().Be("winmail.dat");

    [Fact]
    public void Flatten_MoreFilesThanAMessageMayHaveParts_ListsNoMore() =>
        Flatten(Tnef(("a.txt", "first"), ("b.bin", "second"), ("c.bin", "third")), limits: SmimeLimits.Default with { MaximumParts = 2 })
            .Attachments.Select(attachment => attachment.FileName).Should().Equal("a.txt", "b.bin");

    [Fact]
    public void Flatten_LetterWithinWinmail_IsShownOnlyWhereThereIsNoOther()
    {
        byte[] tnef = [.. Tnef(), .. Letter("letter\fwithin"), .. TnefFile("a.txt", "first")];
        MessageContent alone = ContentFlattener.Flatten(
            Mail.Parse($"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(tnef)}\n"), SmimeLimits.Default);

        alone.TextBody.Should().Be("letter\nwithin");
        alone.Attachments.Should().ContainSingle().Which.FileName.Should().Be("a.txt");
        Flatten(tnef).TextBody.Should().Be("letter");
        Flatten(tnef).Attachments.Should().ContainSingle().Which.FileName.Should().Be("a.txt");
    }

    private static MessageContent Flatten(byte[] tnef, string type = "application/ms-tnef; name=winmail.dat", SmimeLimits? limits = null) => ContentFlattener.Flatten(
        Mail.Parse($"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nletter\n--b\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(tnef)}\n--b--\n"),
        limits ?? SmimeLimits.Default);

    private static byte[] Tnef(params (string Name, string Content)[] files)
    {
        using var stream = new MemoryStream();
        Write(stream, 4, 0x223E9F78);
        Write(stream, 2, 1);
        Attribute(stream, 1, 0x00089006, [0, 0, 1, 0]);
        Attribute(stream, 1, 0x00069007, [0xE4, 4, 0, 0, 0, 0, 0, 0]);
        foreach ((string name, string content) in files)
        {
            stream.Write(TnefFile(name, content));
        }

        return stream.ToArray();
    }

    private static byte[] TnefFile(string name, string content)
    {
        using var stream = new MemoryStream();
        Attribute(stream, 2, 0x00069002, [1, 0, .. new byte[12]]);
        Attribute(stream, 2, 0x00018010, Encoding.ASCII.GetBytes(name + "\0"));
        Attribute(stream, 2, 0x0006800F, Encoding.ASCII.GetBytes(content));
        return stream.ToArray();
    }

    private static byte[] Letter(string text)
    {
        using var stream = new MemoryStream();
        Attribute(stream, 1, 0x0002800C, Encoding.ASCII.GetBytes(text + "\0"));
        return stream.ToArray();
    }

    private static void Attribute(MemoryStream stream, byte level, uint tag, byte[] data)
    {
        stream.WriteByte(level);
        Write(stream, 4, tag);
        Write(stream, 4, (uint)data.Length);
        stream.Write(data);
        Write(stream, 2, (uint)data.Sum(b => b) & 0xFFFF);
    }

    private static void Write(MemoryStream stream, int length, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes[..length]);
    }
}
