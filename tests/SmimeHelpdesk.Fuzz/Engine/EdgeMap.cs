using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>
/// The map that instrumented code counts its branches in, as AFL's shared memory, but in this process. Without instrumentation it stays
/// empty. It is one for the process, because the instrumented code knows one only.
/// </summary>
internal sealed unsafe class EdgeMap
{
    public const int Size = 1 << 16;

    private static readonly byte* Memory = Allocate();
    private static readonly byte[] Buckets = MakeBuckets();

    private readonly byte[] _seen = new byte[Size];

    /// <summary>How many branches any input has taken.</summary>
    public int Edges { get; private set; }

    private static Span<byte> Map => new(Memory, Size);

    public static void Reset()
    {
        Map.Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Counts a branch, as instrumented code does.</summary>
    public static void Count(int edge) => Map[edge]++;

    /// <summary>Takes the last run into account; true when it took a branch, or took one as often, as none before.</summary>
    /// <param name="taken">Gets the branches that it took.</param>
    public bool Merge(List<ushort> taken)
    {
        taken.Clear();
        bool isNew = false;
        Span<byte> map = Map;
        for (int start = 0; start < Size; start += Vector<byte>.Count)
        {
            if (new Vector<byte>(map[start..]) == Vector<byte>.Zero)
            {
                continue;
            }

            for (int i = start; i < start + Vector<byte>.Count; i++)
            {
                isNew |= map[i] != 0 && Merge(i, map[i], taken);
            }
        }

        return isNew;
    }

    private bool Merge(int edge, byte count, List<ushort> taken)
    {
        taken.Add((ushort)edge);
        byte bucket = Buckets[count];
        if ((_seen[edge] & bucket) != 0)
        {
            return false;
        }

        Edges += _seen[edge] == 0 ? 1 : 0;
        _seen[edge] |= bucket;
        return true;
    }

    private static byte* Allocate() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);

    // AFL's: that a loop ran 5 times and not 6 is no news.
    private static byte[] MakeBuckets()
    {
        byte[] buckets = new byte[256];
        for (int count = 1; count < 256; count++)
        {
            buckets[count] = count switch { 1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128 };
        }

        return buckets;
    }
}
