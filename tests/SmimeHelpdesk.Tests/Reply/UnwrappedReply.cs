using MimeKit;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>A composed message, opened as a recipient would: which layers it has, and the payload inside.</summary>
internal sealed record UnwrappedReply(bool IsEncrypted, bool IsSigned, MimeEntity Payload)
{
    public string Text => ((TextPart)Payload).Text;

    public string? Header(string name) => Payload.Headers[name];

    /// <summary>Opens one; the signature must be the mailbox's and intact.</summary>
    public static UnwrappedReply Open(MimeMessage message, TestIdentity recipient) => Open(MimeMessage.Load(new MemoryStream(ReplyCase.Bytes(message))).Body!, recipient);

    private static UnwrappedReply Open(MimeEntity entity, TestIdentity recipient) => entity switch
    {
        Multipart multipart when multipart.ContentType.IsMimeType("multipart", "signed") => OpenSigned(multipart),
        MimePart part when part.ContentType.IsMimeType("application", "pkcs7-mime") => OpenCms(part, recipient),
        _ => new UnwrappedReply(false, false, entity),
    };

    private static UnwrappedReply OpenSigned(Multipart multipart)
    {
        using var content = new MemoryStream();
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        multipart[0].WriteTo(format, content);
        Verify(CmsContent.Read(Decode(multipart[1]), SmimeLimits.Default), SignedBytes.Exactly(ByteSource.From(content.ToArray())));
        return new UnwrappedReply(false, true, multipart[0]);
    }

    private static UnwrappedReply OpenCms(MimePart part, TestIdentity recipient)
    {
        CmsContent cms = CmsContent.Read(Decode(part), SmimeLimits.Default);
        if (cms.Kind is CmsKind.SignedData)
        {
            ByteSource content = SignedContent.Read(cms.Content, SmimeLimits.Default).Content!;
            Verify(cms, SignedBytes.Exactly(content));
            return new UnwrappedReply(false, true, MimeEntity.Load(content.OpenRead()));
        }

        EncryptedContent encrypted = EncryptedContent.Read(cms.Content, cms.Kind is CmsKind.AuthEnvelopedData, SmimeLimits.Default);
        return Open(MimeEntity.Load(new MemoryStream(Decrypt(encrypted, recipient))), recipient) with { IsEncrypted = true };
    }

    private static byte[] Decrypt(EncryptedContent encrypted, TestIdentity recipient)
    {
        using MailboxPrivateKey key = PrivateKeyFactory.Open(recipient.PrivateKey.ExportPkcs8PrivateKey());
        ParsedCertificate certificate = ParsedCertificate.Parse(recipient.Certificate.RawData);
        RecipientEntry entry = encrypted.Recipients.Single(entry => entry.IsFor(certificate));
        byte[] contentKey = ContentKeyUnwrapper.Unwrap(entry, key)!;
        using Spool spool = ContentDecryptor.Decrypt(encrypted, ContentCipher.Read(encrypted.Algorithm, encrypted.IsAuthenticated)!, contentKey, _ => true, SmimePolicy.Default)!;
        return spool.ToSource().ToMemory(1 << 24).ToArray();
    }

    private static void Verify(CmsContent cms, SignedBytes content)
    {
        SignedContent signed = SignedContent.Read(cms.Content, SmimeLimits.Default);
        ParsedCertificate certificate = signed.Certificates.Single(certificate => signed.Signers.Single().Identifier.Matches(certificate));
        certificate.HasAddress(Support.Desk.Address).Should().BeTrue();
        new SignerVerifier(signed, content, SmimePolicy.Default, new VerificationBudget(SmimeLimits.Default)).Verify(signed.Signers.Single(), certificate).Findings.Should().BeEmpty();
    }

    private static ByteSource Decode(MimeEntity entity)
    {
        using var output = new MemoryStream();
        ((MimePart)entity).Content!.DecodeTo(output);
        return ByteSource.From(output.ToArray());
    }
}
