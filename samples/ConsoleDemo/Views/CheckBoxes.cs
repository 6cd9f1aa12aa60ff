using System.Globalization;
using SmimeHelpdesk;
using Spectre.Console;

namespace ConsoleDemo.Views;

/// <summary>The two boxes as a reply dialog shows them: tickable, or greyed out with the reason beside it.</summary>
internal static class CheckBoxes
{
    private static readonly Style Greyed = new(Color.Grey);
    private static readonly Style Caution = new(Color.Yellow);

    public static Facts AddBoxes(this Facts facts, ReplyAvailability availability, CultureInfo culture)
    {
        facts.Add(Box("Sign", availability.CanSign), availability.Sign.Describe(culture), availability.CanSign ? Style.Plain : Greyed);
        facts.Add(Box("Encrypt", availability.CanEncrypt), availability.Encrypt.Describe(culture), availability.CanEncrypt ? Style.Plain : Greyed);
        foreach (RecipientAvailability recipient in availability.Recipients.Where(_ => availability.Recipients.Count > 1))
        {
            facts.Add(string.Empty, recipient.Address + ": " + recipient.Encrypt.Describe(culture), Greyed);
        }

        return facts.Add("  note", availability.Cautions.Select(caution => caution.Describe(culture)), Caution);
    }

    private static string Box(string name, bool available) => (available ? "☑ " : "☐ ") + name;
}
