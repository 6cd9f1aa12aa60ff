using MimeKit;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>Every form of a reply, read by the programs that customers have, as far as each supports it.</summary>
public sealed class ProgramsReadRepliesTests
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;
    private const int Small = 5000;
    private const int Large = 20 << 20;
    private static readonly string[] Keys = ["RSA-2048", "P-256", "P-384"];

    public static TheoryData<string, string, string, ReplyProtection, SignatureForm, bool> Forms => [.. AllForms()];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Read_AnyForm_GivesEverythingAsItWasWritten(string program, string mailbox, string customer, ReplyProtection protection, SignatureForm form, bool gcm)
    {
        var reply = new ReplyForm(mailbox, customer, protection, form, gcm);

        ReplyForm.Expect(await ReadAsync(program, reply, Small), Small);
    }

    [Theory]
    [InlineData("openssl", false)]
    [InlineData("openssl", true)]
    [InlineData("gpgsm", false)]
    [InlineData("nss", false)]
    public async Task Read_TwentyMegabytes_ArriveWhole(string program, bool gcm) =>
        ReplyForm.Expect(await ReadAsync(program, new ReplyForm("RSA-2048", "RSA-2048", Both, IsGcm: gcm), Large), Large);

    private static async Task<byte[]> ReadAsync(string program, ReplyForm form, int length)
    {
        using ICmsReader reader = await ReaderAsync(program, form.Customer);
        return await ReadAsync(MimeMessage.Load(new MemoryStream(await form.ComposeAsync(length))).Body!, reader);
    }

    private static async Task<byte[]> ReadAsync(MimeEntity entity, ICmsReader reader)
    {
        if (entity is Multipart multipart && multipart.ContentType.IsMimeType("multipart", "signed"))
        {
            return await reader.VerifyAsync(Decode(multipart[1]), Write(multipart[0]));
        }

        bool isCms = entity.ContentType.IsMimeType("application", "pkcs7-mime");
        return isCms && entity.ContentType.Parameters["smime-type"] is "signed-data" ? await reader.VerifyAsync(Decode(entity), null)
            : isCms ? await ReadAsync(await MimeEntity.LoadAsync(new MemoryStream(await reader.DecryptAsync(Decode(entity)))), reader)
            : Write(entity);
    }

    private static async Task<ICmsReader> ReaderAsync(string program, TestIdentity customer) => program switch
    {
        "openssl" => new OpenSslReader(customer),
        "gpgsm" => await GpgsmReader.CreateAsync(customer),
        _ => await NssReader.CreateAsync(customer, program == "nss of thunderbird"),
    };

    // gpgsm 2.2 and Debian's NSS have no ECDH, and neither they nor Thunderbird have AES-GCM.
    private static IEnumerable<TheoryDataRow<string, string, string, ReplyProtection, SignatureForm, bool>> AllForms() =>
        from program in new[] { "openssl", "gpgsm", "nss", "nss of thunderbird" }
        from mailbox in Keys
        from customer in Keys
        from protection in new[] { ReplyProtection.Sign, ReplyProtection.Encrypt, Both }
        from form in Enum.GetValues<SignatureForm>()
        from gcm in new[] { false, true }
        let encrypts = protection.HasFlag(ReplyProtection.Encrypt)
        let signs = protection.HasFlag(ReplyProtection.Sign)
        where encrypts || (customer == Keys[0] && !gcm)
        where signs || (mailbox == Keys[0] && form is SignatureForm.Detached)
        where !encrypts || !signs || mailbox == Keys[0] || customer == mailbox
        where !gcm || program == "openssl"
        where !encrypts || customer == Keys[0] || program is "openssl" or "nss of thunderbird"
        select new TheoryDataRow<string, string, string, ReplyProtection, SignatureForm, bool>(program, mailbox, customer, protection, form, gcm);

    private static byte[] Decode(MimeEntity entity)
    {
        using var octets = new MemoryStream();
        ((MimePart)entity).Content!.DecodeTo(octets);
        return octets.ToArray();
    }

    private static byte[] Write(MimeEntity entity)
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var output = new MemoryStream();
        entity.WriteTo(format, output);
        return output.ToArray();
    }
}
