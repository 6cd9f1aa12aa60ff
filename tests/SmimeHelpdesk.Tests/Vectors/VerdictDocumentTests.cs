namespace SmimeHelpdesk.Tests.Vectors;

public sealed class VerdictDocumentTests
{
    [Fact]
    public async Task Document_EqualsWhatTheLibrarySays()
    {
        string expected = await VerdictDocument.RenderAsync();
        if (Environment.GetEnvironmentVariable("SMIME_WRITE_DOCS") == "1")
        {
            VerdictDocument.Write(expected);
        }

        VerdictDocument.Read().Should().Be(expected);
    }
}
