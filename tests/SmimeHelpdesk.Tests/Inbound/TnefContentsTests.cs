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

    private static MessageContent Flatten(byte[] tnef, string type = "application/ms-tnef; name=winmail.dat") => ContentFlattener.Flatten(
        Mail.Parse($"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nletter\n--b\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(tnef)}\n--b--\n"),
        SmimeLimits.Default);

    private static byte[] Tnef(params (string Name, string Content)[] files)
    {
        using var stream = new MemoryStream();
        Write(stream, 4, 0x223E9F78);
        Write(stream, 2, 1);
        Attribute(stream, 1, 0x00089006, [0, 0, 1, 0]);
        Attribute(stream, 1, 0x00069007, [0xE4, 4, 0, 0, 0, 0, 0, 0]);
        foreach ((string name, string content) in files)
        {
            Attribute(stream, 2, 0x00069002, [1, 0, .. new byte[12]]);
            Attribute(stream, 2, 0x00018010, Encoding.ASCII.GetBytes(name + "\0"));
            Attribute(stream, 2, 0x0006800F, Encoding.ASCII.GetBytes(content));
        }

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
