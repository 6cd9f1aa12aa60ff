using System.Text;
using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Finds the entities of a message by one pass over its lines. The bytes between two boundary lines are what a detached signature
/// covers (RFC 1847 section 2.1, RFC 2046 section 5.1.1), so they are found by counting, and never made by writing a parsed tree again.
/// </summary>
internal sealed class MimeScanner : IDisposable
{
    private const int MaximumHeaderBlocks = 8;
    private readonly ByteSource _source;
    private readonly SmimeLimits _limits;
    private readonly LineReader _line;
    private readonly List<MimeNode> _open = [];
    private readonly MimeParser _parser = MimeOptions.CreateParser();
    private int _parts = 1;
    private long _headerBytes;

    public MimeScanner(ByteSource source, long start, SmimeLimits limits)
    {
        _source = source;
        _limits = limits;
        _line = new LineReader(source, start);
    }

    /// <summary>Scans to the end; null when the bytes are plain text without any header.</summary>
    public MimeNode? Scan()
    {
        var root = new MimeNode(_line.Start, null);
        _open.Add(root);
        while (MoveNext())
        {
            if (FindBoundary(out int index, out bool isClose))
            {
                OnBoundary(index, isClose);
            }
            else if (_open[^1].Header is { } header)
            {
                OnHeaderLine(_open[^1], header);
                if (root is { Header: null, Entity: null })
                {
                    return null;
                }
            }
        }

        EndHeader(_open[^1], _line.Next, true);
        _open.ForEach(node => node.End = _source.Length);
        return root.Entity is null ? null : root;
    }

    public void Dispose() => _line.Dispose();

    // Within a body only boundaries matter.
    private bool MoveNext() => _open[^1].Header is null ? _line.ReadDelimiter() : _line.Read();

    private void OnBoundary(int index, bool isClose)
    {
        Close(index + 1);
        MimeNode parent = _open[index];
        if (isClose)
        {
            parent.Boundary = null;
            return;
        }

        LimitExceededException.ThrowIfAbove(++_parts, _limits.MaximumParts);
        LimitExceededException.ThrowIfAbove(_open.Count, _limits.MaximumMimeDepth);
        var child = new MimeNode(_line.Next, parent);
        parent.Children.Add(child);
        _open.Add(child);
    }

    // The break before a boundary line belongs to the boundary, so the entity ends with the line before.
    private void Close(int count)
    {
        for (int i = _open.Count - 1; i >= count; i--)
        {
            MimeNode node = _open[i];
            node.End = Math.Max(node.Begin, _line.PreviousEnd);
            EndHeader(node, node.End, true);
            node.BodyBegin = Math.Min(node.BodyBegin, node.End);
            _open.RemoveAt(i);
        }
    }

    private void OnHeaderLine(MimeNode node, HeaderBlock header)
    {
        HeaderLineKind kind = HeaderLine.Classify(_line.Text);
        bool isFirst = _line.Start == node.Begin;
        if (kind is HeaderLineKind.Blank)
        {
            EndHeader(node, _line.Next, true);
        }
        else if (kind is HeaderLineKind.Other || (isFirst && kind is HeaderLineKind.Continuation) || (kind is HeaderLineKind.Separator && node.Parent is not null))
        {
            EndHeader(node, _line.Start, false);
        }
        else
        {
            int before = header.Length;
            bool taken = header.Add(kind, _source, _line);
            _headerBytes += header.Length - before;
            if (!taken || header.Length > _limits.MaximumStructureSize || _headerBytes > (long)MaximumHeaderBlocks * _limits.MaximumStructureSize)
            {
                throw new LimitExceededException("MaximumHeaderSize");
            }
        }
    }

    private void EndHeader(MimeNode node, long bodyBegin, bool endedProperly)
    {
        if (node.Header is not { } header)
        {
            return;
        }

        node.Header = null;
        node.BodyBegin = bodyBegin;
        if (node.Parent is null && !header.IsHeader(endedProperly))
        {
            return;
        }

        node.Entity = header.ToEntity(_parser, node.Parent?.Entity?.ContentType.IsMimeType("multipart", "digest") ?? false);
        if (node.Entity is Multipart && node.Entity.ContentType.Boundary?.TrimEnd() is { Length: > 0 and < LineReader.VisibleLength / 2 } boundary)
        {
            node.Boundary = Encoding.UTF8.GetBytes(boundary);
        }
    }

    // The outermost boundary wins: a part cannot contain the delimiter of what it is in, so an inner multipart that reuses it has
    // no parts of its own, and the signed bytes end where every verifier ends them.
    private bool FindBoundary(out int index, out bool isClose)
    {
        isClose = false;
        index = 0;
        ReadOnlySpan<byte> text = _line.Text;
        if (!text.StartsWith("--"u8) || !_line.IsWhole)
        {
            return false;
        }

        text = text[2..].TrimEnd(" \t\r"u8);
        for (; index < _open.Count; index++)
        {
            if (_open[index].Boundary is { } boundary && text.StartsWith(boundary))
            {
                ReadOnlySpan<byte> rest = text[boundary.Length..];
                isClose = rest.SequenceEqual("--"u8);
                if (rest.IsEmpty || isClose)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
