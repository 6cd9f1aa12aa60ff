using System.Collections.Concurrent;
using System.Diagnostics;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Cms.Mutation;

/// <summary>
/// Every element of every kind of CMS dropped, emptied, retagged, doubled and given a wrong length: the front door never throws, calls
/// nothing valid but the seed's own text under the seed's own certificate, and takes nothing else out of authenticated encryption.
/// </summary>
public sealed class StructureMutationTests(ITestOutputHelper output)
{
    private const int LeastSeeds = 40;
    private const int LeastInputs = 10_000;

    // A certificate has as many elements as all the rest; below its own fields a few changes stand for all.
    private const int DepthOfCertificateFields = 6;

    [Fact]
    public async Task OpenAsync_EveryElementOfEveryStructureChanged_IsJudgedAndNeverMisjudged()
    {
        var desk = new Desk(cache: new ForgetfulCache());
        await desk.AddAsync(StructureSeeds.Agents);
        IReadOnlyList<StructureSeed> seeds = StructureSeeds.All();
        seeds.Should().HaveCountGreaterThanOrEqualTo(LeastSeeds);
        var inputs = new ConcurrentDictionary<string, byte>();
        var faults = new ConcurrentQueue<string>();
        var tally = new ConcurrentDictionary<string, int>();
        long start = Stopwatch.GetTimestamp();

        await Parallel.ForEachAsync(seeds, async (seed, _) =>
        {
            string text = await ExpectGenuineAsync(desk, seed);
            BerNode root = BerNode.Parse(seed.Cms);
            foreach ((BerNode node, BerMutation mutation) in Changes(root))
            {
                byte[] changed = root.Encode(node, mutation);
                if (!changed.AsSpan().SequenceEqual(seed.Cms) && inputs.TryAdd(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(changed)), 0))
                {
                    string? fault = await JudgeAsync(desk, seed, text, changed, tally);
                    if (fault is not null)
                    {
                        faults.Enqueue($"{seed.Name}, {mutation} at depth {node.Depth}: {fault}");
                    }
                }
            }
        });

        output.WriteLine($"{inputs.Count} inputs of {seeds.Count} seeds in {Stopwatch.GetElapsedTime(start)}");
        foreach ((string verdict, int count) in tally.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {verdict}: {count}");
        }

        faults.Should().BeEmpty();
        inputs.Should().HaveCountGreaterThanOrEqualTo(LeastInputs);
        tally.Keys.Should().Contain(verdict => verdict.StartsWith("Valid", StringComparison.Ordinal)).And.Contain(verdict => verdict.StartsWith("Invalid", StringComparison.Ordinal));
    }

    private static IEnumerable<(BerNode Node, BerMutation Mutation)> Changes(BerNode root)
    {
        foreach (BerNode node in root.All())
        {
            IEnumerable<BerMutation> mutations = node.Depth <= DepthOfCertificateFields
                ? Enum.GetValues<BerMutation>()
                : [BerMutation.Drop, BerMutation.Empty, BerMutation.Duplicate, BerMutation.NextTag, BerMutation.Longer, BerMutation.FlipLast];
            foreach (BerMutation mutation in mutations)
            {
                yield return (node, mutation);
            }
        }
    }

    private static async Task<string> ExpectGenuineAsync(Desk desk, StructureSeed seed)
    {
        using OpenedMessage opened = await desk.OpenAsync(seed.ToMail(seed.Cms));
        opened.Signature.Signer?.Sha256.Should().Be(seed.SignerSha256, seed.Name);
        (opened.Signature.Status is SignatureStatus.Valid).Should().Be(seed.SignerSha256 is not null, seed.Name);
        (opened.Encryption.Status is EncryptionStatus.Decrypted).Should().Be(seed.IsEncrypted, seed.Name);
        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence, seed.Name);
        return opened.Content.TextBody;
    }

    private static async Task<string?> JudgeAsync(Desk desk, StructureSeed seed, string text, byte[] changed, ConcurrentDictionary<string, int> tally)
    {
        try
        {
            using OpenedMessage opened = await desk.OpenAsync(seed.ToMail(changed));
            tally.AddOrUpdate($"{opened.Signature.Status} {opened.Encryption.Status}", 1, (_, count) => count + 1);
            return Misjudged(opened, seed, text);
        }
        catch (Exception exception)
        {
            return exception.GetType().Name + ": " + exception.Message;
        }
    }

    private static string? Misjudged(OpenedMessage opened, StructureSeed seed, string text)
    {
        bool isSame = opened.Content.TextBody == text;
        return opened switch
        {
            { Signature.Status: SignatureStatus.Valid } when !isSame => "valid with another text",
            { Signature.Status: SignatureStatus.Valid } when opened.Signature.Signer!.Sha256 != seed.SignerSha256 => "valid by another certificate",
            { Signature.Status: SignatureStatus.Valid, Signature.Findings.Count: > 0 } => "valid with findings",
            { Signature.Status: SignatureStatus.Invalid or SignatureStatus.Indeterminate, Signature.Reason: SignatureReason.None } => "not valid without a reason",
            { Encryption.Status: EncryptionStatus.NotDecryptable, Encryption.Reason: EncryptionReason.None } => "not decryptable without a reason",
            { Encryption.Status: EncryptionStatus.NotDecryptable } when opened.Content.TextBody.Length > 0 => "text from what was not decrypted",
            { Encryption.Status: EncryptionStatus.Decrypted } when seed.IsAuthenticated && !isSame => "decrypted to another text",
            { Harvest.Status: HarvestStatus.Stored } when opened.Signature.Status is not SignatureStatus.Valid => "learnt from what is not valid",
            _ when !Enum.IsDefined(opened.Signature.Reason) || !Enum.IsDefined(opened.Encryption.Reason) => "a reason that is none",
            _ => null,
        };
    }
}
