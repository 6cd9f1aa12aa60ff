using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk;

/// <summary>
/// A mailbox of the helpdesk: an address and, for a host that serves several customers, a tenant. Where a call asks for a customer,
/// the customer's address with the tenant of the helpdesk.
/// Two mailboxes are equal when tenant and address are; addresses are compared without regard to
/// case, the domain in its A-label form (RFC 8550 section 3, RFC 9788 section 4.4.5).
/// </summary>
public sealed class Mailbox : IEquatable<Mailbox>
{
    private readonly string _key;

    /// <summary>Makes a mailbox from an address and an optional tenant.</summary>
    /// <param name="address">One addr-spec such as <c>support@desk.example</c>, without display name.</param>
    /// <param name="tenant">The tenant, compared exactly; null or empty for a host without tenants.</param>
    /// <exception cref="ArgumentException">The address is not a single addr-spec.</exception>
    public Mailbox(string address, string? tenant = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _key = EmailAddress.Normalize(address.Trim(' '))
            ?? throw new ArgumentException("A mailbox needs one plain address such as support@desk.example.", nameof(address));
        Address = address.Trim();
        Tenant = tenant ?? string.Empty;
    }

    /// <summary>The address as it was given, without surrounding blanks.</summary>
    public string Address { get; }

    /// <summary>The address in the form that stores use as a key: lower case, domain as A-labels.</summary>
    public string NormalizedAddress => _key;

    /// <summary>The tenant; empty for a host without tenants.</summary>
    public string Tenant { get; }

    /// <summary>Makes a mailbox without a tenant from an address.</summary>
    /// <param name="address">One addr-spec.</param>
    /// <exception cref="ArgumentException">The address is not a single addr-spec.</exception>
    public static implicit operator Mailbox(string address) => FromString(address);

    /// <summary>Makes a mailbox without a tenant from an address.</summary>
    /// <param name="address">One addr-spec.</param>
    /// <returns>The mailbox.</returns>
    /// <exception cref="ArgumentException">The address is not a single addr-spec.</exception>
    public static Mailbox FromString(string address) => new(address);

    /// <inheritdoc/>
    public bool Equals(Mailbox? other) =>
        other is not null && StringComparer.Ordinal.Equals(_key, other._key) && StringComparer.Ordinal.Equals(Tenant, other.Tenant);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mailbox);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_key, Tenant);

    /// <summary>The address.</summary>
    /// <returns>The address as it was given.</returns>
    public override string ToString() => Address;
}
