using System.Globalization;
using SmimeHelpdesk.Text;

namespace SmimeHelpdesk;

/// <summary>Drafts of the two mails that start encryption, in English or German. Pure and thread-safe.</summary>
public static class MailTemplates
{
    /// <summary>Asks for a signed mail, which gives the helpdesk the customer's certificate. Compose it signed, so that the customer gets the helpdesk's.</summary>
    /// <param name="culture">English or German; any other culture gives English.</param>
    /// <returns>The draft; complete it with recipients, or a Subject of the ticket's own.</returns>
    public static ReplyDraft SignedMailRequest(CultureInfo culture) => Draft("Template.SignedMailRequest", culture);

    /// <summary>
    /// Presents the mailbox's certificate. Compose it signed: the signature carries the certificate, and every S/MIME program learns it from
    /// there. For a mail of certificates alone, see <see cref="SmimeReplyComposer.ComposeCertificatesAsync"/>.
    /// </summary>
    /// <param name="culture">English or German; any other culture gives English.</param>
    /// <returns>The draft; complete it with recipients.</returns>
    public static ReplyDraft OurCertificate(CultureInfo culture) => Draft("Template.OurCertificate", culture);

    private static ReplyDraft Draft(string name, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return new ReplyDraft
        {
            Subject = TextResources.Phrase(name + ".Subject", culture),
            TextBody = TextResources.Phrase(name + ".Text", culture).ReplaceLineEndings("\n"),
        };
    }
}
