using System.Globalization;

namespace MiniDesk.Web;

/// <summary>The languages that an agent may choose from.</summary>
internal static class Languages
{
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app)
    {
        CultureInfo[] all = [English(), CultureInfo.GetCultureInfo("de")];
        return app.UseRequestLocalization(options => (options.SupportedCultures, options.SupportedUICultures, options.DefaultRequestCulture) = (all, all, new(all[0])));
    }

    // Agents of all countries read English: the month by its name, so that nobody takes it for the day.
    private static CultureInfo English()
    {
        var english = new CultureInfo("en");
        english.DateTimeFormat.ShortDatePattern = "d MMM yyyy";
        english.DateTimeFormat.ShortTimePattern = "HH:mm";
        return english;
    }
}
