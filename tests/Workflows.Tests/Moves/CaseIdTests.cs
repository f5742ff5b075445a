using Workflows.Moves;

namespace Workflows.Tests.Moves;

public sealed class CaseIdTests
{
    private static readonly DateTimeOffset moment = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sent_twice_a_move_opens_the_same_case()
    {
        var (dated, undated) = (Guid.CreateVersion7(moment), Guid.NewGuid());
        Assert.Equal(CaseId.For(dated), CaseId.For(dated));
        Assert.Equal(CaseId.For(undated), CaseId.For(undated));
    }

    [Fact]
    public void Cases_opened_one_after_another_sort_so()
    {
        DateTimeOffset[] moments = [DateTimeOffset.UnixEpoch, moment, moment.AddMilliseconds(8), moment.AddSeconds(1), moment.AddYears(1), moment.AddYears(100), new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero)];
        var ids = moments.Select(m => CaseId.For(Guid.CreateVersion7(m))).ToArray();
        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
        Assert.Equal(moments.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(16, id.Length));
    }

    [Fact]
    public void Hundreds_opened_in_one_moment_are_different_cases()
    {
        var ids = Enumerable.Range(0, 500).Select(_ => CaseId.For(Guid.CreateVersion7(moment))).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Single(ids.Select(id => id[..9]).Distinct());
    }

    [Fact]
    public void From_an_id_without_a_moment_it_is_what_it_always_was() =>
        Assert.Equal("8ccb3d03157a138e", CaseId.For(new Guid("3f2504e0-4f89-41d3-9a0c-0305e82c3301")));

    [Fact]
    public void A_derived_id_that_looks_dated_by_chance_is_not_taken_for_dated() =>
        Assert.Equal(CaseId.HashOf(new Guid("0eafb089-6e5b-7544-5222-c2e62fa07a2c"))[..16], CaseId.Undated(new Guid("0eafb089-6e5b-7544-5222-c2e62fa07a2c")));
}
