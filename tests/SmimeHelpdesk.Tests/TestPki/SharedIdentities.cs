using System.Collections.Concurrent;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>One identity per kind of key and address for all tests, because keys are slow to make.</summary>
internal static class SharedIdentities
{
    private static readonly ConcurrentDictionary<string, Lazy<KeyedIdentity>> Known = new();

    public static KeyedIdentity Alice(string kind = "P-256") => Of(kind, "alice@customer.example");

    public static KeyedIdentity Desk(string kind = "P-256") => Of(kind, Support.Desk.Address);

    public static KeyedIdentity Of(string kind, string address) =>
        Known.GetOrAdd(kind + " " + address, _ => new Lazy<KeyedIdentity>(() => KeyedIdentity.Create(kind, address))).Value;
}
