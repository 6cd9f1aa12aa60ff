using System.Collections.ObjectModel;

namespace SmimeHelpdesk.Spooling;

/// <summary>What a message is read from, taken in or composed: zeroed and removed when it is disposed.</summary>
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
