using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Corpora;

public sealed class ExpectationTests
{
    private const string Answer = """
        {"file":"a.eml","status":"Valid","none":null,"n":2.5,"text":"one \r\n two","list":["Ab","c"],"items":[{"name":"x","ok":true},{"name":"y","ok":false}],"deep":{"list":["p","q"]}}
        """;

    [Theory]
    [InlineData("status", "\"Valid\"")]
    [InlineData("status", "[\"Invalid\",\"Valid\"]")]
    [InlineData("status", "{\"in\":[\"Valid\"]}")]
    [InlineData("status", "{\"notIn\":[\"Invalid\"]}")]
    [InlineData("none", "null")]
    [InlineData("none", "{\"exists\":false}")]
    [InlineData("text", "{\"contains\":\"one two\"}")]
    [InlineData("text", "{\"containsAny\":[\"three\",\"two\"]}")]
    [InlineData("text", "{\"notContains\":[\"three\"]}")]
    [InlineData("none", "{\"notContains\":[\"three\"]}")]
    [InlineData("list", "{\"contains\":\"ab\"}")]
    [InlineData("items.ok", "{\"contains\":[\"true\",\"false\"]}")]
    [InlineData("items.name", "{\"same\":[\"Y\",\"x\"]}")]
    [InlineData("#items", "2")]
    [InlineData("#none", "0")]
    [InlineData("deep.list|status", "{\"same\":[\"p\",\"q\",\"Valid\"]}")]
    [InlineData("status|none|text", "{\"contains\":\"Valid one\"}")]
    [InlineData("n", "{\"gt\":2,\"lt\":3}")]
    [InlineData("list", "{\"matches\":\"(?i)^ab\"}")]
    [InlineData("none", "{\"notMatches\":\"x\"}")]
    [InlineData("*", "{\"notContains\":\"a.eml\"}")]
    [InlineData("anyOf", "[{\"status\":\"Invalid\"},{\"status\":\"Valid\",\"#list\":2}]")]
    public void Check_WhatHolds_HasNoProblem(string path, string wanted) => Check(path, wanted).Should().BeNull();

    [Theory]
    [InlineData("status", "\"Invalid\"")]
    [InlineData("status", "[\"Invalid\"]")]
    [InlineData("missing", "\"Valid\"")]
    [InlineData("none", "{\"notIn\":[\"Invalid\"]}")]
    [InlineData("status", "{\"exists\":false}")]
    [InlineData("text", "{\"contains\":[\"one\",\"three\"]}")]
    [InlineData("text", "{\"contains\":\"ONE\"}")]
    [InlineData("text", "{\"notContains\":[\"three\",\"two\"]}")]
    [InlineData("list", "{\"contains\":\"a\"}")]
    [InlineData("items.name", "{\"same\":[\"x\"]}")]
    [InlineData("#items", "3")]
    [InlineData("n", "{\"gt\":2,\"lt\":2.5}")]
    [InlineData("none", "{\"lt\":1}")]
    [InlineData("none", "{\"matches\":\"\"}")]
    [InlineData("text", "{\"notMatches\":\"two$\"}")]
    [InlineData("anyOf", "[{\"status\":\"Invalid\"},{\"status\":\"Valid\",\"#list\":3}]")]
    public void Check_WhatDoesNotHold_IsAProblem(string path, string wanted) => Check(path, wanted).Should().NotBeNull();

    [Fact]
    public void Check_UnknownOperator_IsAnErrorOfTheTest() =>
        FluentActions.Invoking(() => Check("status", "{\"like\":1}")).Should().Throw<NotSupportedException>();

    private static string? Check(string path, string wanted) =>
        Expectation.Check(JsonNode.Parse(Answer)!.AsObject(), path, JsonNode.Parse(wanted));
}
