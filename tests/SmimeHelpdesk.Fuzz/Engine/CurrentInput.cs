using System.IO.MemoryMappedFiles;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>The input at work, in a mapped file: it survives the process, which a stack that overflows takes along.</summary>
internal sealed class CurrentInput : IDisposable
{
    private const int Capacity = 1 << 21;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public CurrentInput(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Capacity);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>What the process before this one died of; null when it ended in peace.</summary>
    public byte[]? LeftBehind()
    {
        int length = _view.ReadInt32(0);
        if (length is <= 0 or > Capacity - sizeof(int))
        {
            return null;
        }

        byte[] input = new byte[length];
        _view.ReadArray(sizeof(int), input, 0, length);
        return input;
    }

    public void Begin(byte[] input)
    {
        _view.WriteArray(sizeof(int), input, 0, Math.Min(input.Length, Capacity - sizeof(int)));
        _view.Write(0, input.Length);
    }

    public void End() => _view.Write(0, 0);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
