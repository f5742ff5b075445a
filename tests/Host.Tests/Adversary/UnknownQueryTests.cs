using System.Net;

namespace Workflows.Host.Tests.Adversary;

/// <summary>A misspelt filter is told, at every operation that <c>docs/openapi.json</c> describes; it never answers with everything.</summary>
public sealed class UnknownQueryTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task A_query_parameter_that_an_operation_does_not_know_is_refused_with_those_that_it_knows()
    {
        foreach (var operation in Operation.All)
        {
            using var visitor = town.Host.Visit();
            await visitor.SignIn("admin", Town.Password);

            var answer = await visitor.Send(operation.Method, operation.At(_ => "x") + "?unti=x", operation.Content(Access.To(operation).Body));

            Assert.True((answer.Status, answer.Code) == (HttpStatusCode.BadRequest, "malformed"), $"{operation}: {answer.Status} {answer.Text}");
            Assert.Equal("不认识查询参数“unti”。", answer.Title);
            Assert.Equal("不认识查询参数“unti”。", answer.Error("unti"));
            Assert.All(operation.Queries, q => Assert.Contains(q, answer.Instead!, StringComparison.Ordinal));
            if (operation.Queries.Count == 0)
                Assert.Equal("这个地址不接受查询参数，请去掉后再试。", answer.Instead);
        }
    }

    [Fact]
    public async Task Every_query_parameter_that_is_described_is_known()
    {
        using var visitor = town.Host.Visit();
        await visitor.SignIn("admin", Town.Password);
        foreach (var operation in Operation.All.Where(o => o is { Queries.Count: > 0, IsUnsafe: false }))
        {
            var answer = await visitor.Get(operation.At(_ => "x") + "?" + string.Join('&', operation.Queries.Select(q => q + "=1")));

            Assert.DoesNotContain("不认识查询参数", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_learns_nothing_by_it()
    {
        using var visitor = town.Host.Visit();

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/cases?unti=x")).Status);
    }
}
