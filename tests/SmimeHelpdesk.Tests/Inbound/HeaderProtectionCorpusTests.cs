using System.Text.Json;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Tests.Corpora;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>The header protection corpus, its payloads taken as already verified and decrypted.</summary>
public class HeaderProtectionCorpusTests
{
    [Fact]
    public void Read_EveryVariant_AgreesWithTheExpectation()
    {
        string folder = Path.Combine(CorporaFolder.Require(), "hp");
        int checks = 0;
        foreach (string line in File.ReadLines(Path.Combine(folder, "expected.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            string id = document.RootElement.GetProperty("id").GetString()!;
            JsonElement asserts = document.RootElement.GetProperty("asserts");
            string payloadFile = Path.Combine(folder, id + ".payload.txt");
            if (File.Exists(payloadFile) && !id.StartsWith("no-crypto", StringComparison.Ordinal))
            {
                Check(id, Mail.Parse(File.ReadAllBytes(Path.Combine(folder, id + ".eml"))), Mail.Parse(File.ReadAllBytes(payloadFile)), asserts);
                checks++;
            }
        }

        checks.Should().BeGreaterThan(20);
    }

    private static void Check(string id, ParsedEntity message, ParsedEntity payload, JsonElement asserts)
    {
        bool isEncrypted = asserts.GetProperty("encryption.status").GetString() == "Decrypted";
        ProtectedHeaderResult result = ProtectedHeaders.Read(message, payload, true, isEncrypted);
        MessageContent content = ContentFlattener.Flatten(ProtectedHeaders.UnwrapRfc8551(message, payload, SmimeLimits.Default), SmimeLimits.Default, true);
        JsonElement subject = asserts.GetProperty("headers.subject");

        result.Headers.From.Should().Be("alice@smime.example", id);
        result.Headers.To.Should().Equal(["bob@smime.example"], id);
        result.Headers.Subject.Should().Be(subject.ValueKind is JsonValueKind.String ? subject.GetString() : subject.GetProperty("in")[0].GetString(), id);
        if (asserts.TryGetProperty("headers.subjectProtection", out JsonElement protection))
        {
            result.Headers.SubjectProtection.ToString().Should().Be(protection.GetString(), id);
            result.SubjectIsConfidential.Should().Be(result.Headers.SubjectProtection is HeaderProtection.SignedAndEncrypted, id);
        }

        content.TextBody.ReplaceLineEndings(" ").Should().Contain("This is the " + id + " message.", id).And.NotContain("Subject:", id);
        content.HtmlBody?.Should().NotContain("Subject:", id);
    }
}
