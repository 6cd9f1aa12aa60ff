using Microsoft.Extensions.Compliance.Classification;

namespace SmimeHelpdesk;

/// <summary>
/// Marks what holds a mail address, so that a host's redaction (<c>Microsoft.Extensions.Compliance.Redaction</c>) finds it by
/// <see cref="Classification"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MailAddressDataAttribute : DataClassificationAttribute
{
    /// <summary>Makes the mark.</summary>
    public MailAddressDataAttribute()
        : base(Classification)
    {
    }

    /// <summary>The class of the data: mail addresses, of the taxonomy <c>SmimeHelpdesk</c>.</summary>
    public static new DataClassification Classification { get; } = new("SmimeHelpdesk", "MailAddress");
}
