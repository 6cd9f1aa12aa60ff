using System.Collections.ObjectModel;

namespace SmimeHelpdesk.Inbound;

/// <summary>What an opened message is read from: decrypted and expanded bytes, zeroed when it is disposed.</summary>
internal sealed class OwnedResources : Collection<IDisposable>, IDisposable
{
    public void Dispose()
    {
        foreach (IDisposable resource in this)
        {
            resource.Dispose();
        }

        Clear();
    }
}
