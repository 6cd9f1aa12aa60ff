using System.Globalization;

namespace SmimeHelpdesk.Text;

/// <summary>What is in the way of a box, in whole sentences.</summary>
internal static class AvailabilityText
{
    private const int MaximumAddressLength = 120;

    public static IReadOnlyList<string> Sentences(ReplyAvailability availability, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        var sentences = new List<string>();
        if (!availability.CanSign)
        {
            sentences.Add(TextResources.Sentence(availability.Sign, culture));
        }

        IEnumerable<RecipientAvailability> blocked = availability.Recipients.Where(recipient => recipient.Encrypt is not EncryptAvailability.Available);
        sentences.AddRange(blocked.Select(recipient => $"{FittedText.Fit(recipient.Address, MaximumAddressLength)}: {TextResources.Sentence(recipient.Encrypt, culture)}"));
        if (!availability.CanEncrypt && sentences.Count == (availability.CanSign ? 0 : 1))
        {
            sentences.Add(TextResources.Sentence(availability.Encrypt, culture));
        }

        return sentences;
    }
}
