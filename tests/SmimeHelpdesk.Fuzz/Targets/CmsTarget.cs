using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Seeds;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>CMS structures: as they are read, and within the smallest mail around them.</summary>
internal sealed class CmsTarget : IFuzzTarget
{
    public const string TargetName = "cms";

    private static readonly SpoolPlace Place = SmimePolicy.Default.Spool;

    private readonly FuzzWorld _world;
    private readonly GenuineContents _genuine;

    public CmsTarget(FuzzFolder folder)
    {
        _world = FuzzWorld.Load(folder.Setup(TargetName));
        _genuine = new GenuineContents(folder.ReadSeeds(TargetName), input => _world.Open(MailOf(input, IsDetached(input))));
    }

    public string Name => TargetName;

    public IReadOnlyList<byte[]> Words => DerWords.All;

    public void Run(byte[] input)
    {
        bool isDetached = IsDetached(input);
        using OpenedMessage opened = _world.Open(MailOf(input, isDetached));
        OpenedChecks.Check(opened);
        _genuine.Check(opened);
        BrokenInvariantException.ThrowUnless(!isDetached || opened.Content.TextBody.Contains(ForgedMail.Sentence, StringComparison.Ordinal), "a text is shown");
    }

    private static byte[] MailOf(byte[] cms, bool isDetached) => isDetached
        ? ForgedMail.Detached(ForgedMail.Entity, cms)
        : ForgedMail.Plain(ForgedMail.BinaryPart(cms, "application/pkcs7-mime"));

    // Reads the structure as the opener does; whatever it cannot make sense of it says by these two.
    private static bool IsDetached(byte[] input)
    {
        SmimeLimits limits = SmimeLimits.Default;
        try
        {
            CmsContent content = CmsContent.Read(ByteSource.From(input), limits);
            switch (content.Kind)
            {
                case CmsKind.SignedData:
                    return SignedContent.Read(content.Content, limits).Content is null;
                case CmsKind.EnvelopedData or CmsKind.AuthEnvelopedData:
                    EncryptedContent.Read(content.Content, content.Kind is CmsKind.AuthEnvelopedData, limits);
                    break;
                case CmsKind.CompressedData:
                    CompressedContent.Read(content.Content, Place, new ExpansionBudget(limits)).Dispose();
                    break;
            }
        }
        catch (Exception exception) when (exception is CmsFormatException or LimitExceededException)
        {
            // As it should be.
        }

        return false;
    }
}
