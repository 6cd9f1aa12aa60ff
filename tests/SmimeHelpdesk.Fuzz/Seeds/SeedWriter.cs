using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Tests.Vectors;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>Writes the seeds of the targets, each with the keys that its inputs are made with.</summary>
internal static class SeedWriter
{
    private const int MaximumSize = 1 << 16;

    /// <summary>The mails of the vectors.</summary>
    public static void WriteMails(FuzzFolder folder, string target)
    {
        foreach (VerdictVector vector in VerdictVectors.All)
        {
            Add(folder, target, vector.Name, vector.Mail());
        }

        FuzzWorld.Save(folder.Setup(target));
    }

    private static void Add(FuzzFolder folder, string target, string name, byte[] input)
    {
        if (input.Length <= MaximumSize)
        {
            folder.WriteSeed(target, name, input);
        }
    }
}
