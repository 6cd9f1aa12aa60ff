using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>Text of a mail, which may hold what a database's text may not, such as U+0000.</summary>
internal static class FreeText
{
    public static ValueConverter<string?, byte[]?> Converter { get; } = new(text => text == null ? null : Encoding.UTF8.GetBytes(text), bytes => bytes == null ? null : Encoding.UTF8.GetString(bytes));
}
