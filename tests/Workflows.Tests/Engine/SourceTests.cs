using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed partial class SourceTests
{
    private static readonly string[] folders = ["Workflows", "Host"];
    private static readonly string[] readers = ["Source.cs", "Target.cs"];

    [Theory]
    [InlineData("seats", typeof(Source.Named), "seats")]
    [InlineData("reviews.reviewed-on", typeof(Source.Named), "reviews.reviewed-on")]
    [InlineData("facts.electors", typeof(Source.OfRegister), "")]
    [InlineData("facts.electors@meeting.held-on", typeof(Source.OfRegister), "meeting.held-on")]
    [InlineData("count:candidates", typeof(Source.Count), "candidates")]
    [InlineData("count:facts.elector-list@held-on", typeof(Source.Count), "held-on")]
    [InlineData("known:extended-to", typeof(Source.Known), "extended-to")]
    [InlineData("minus:months", typeof(Source.Minus), "months")]
    [InlineData("names:sponsors", typeof(Source.NamesOf), "sponsors")]
    [InlineData("member-since:nominee", typeof(Source.MemberSince), "nominee")]
    [InlineData("latest:confirmed-on,noticed-on", typeof(Source.Latest), "confirmed-on noticed-on")]
    [InlineData("setting:activist-least-months", typeof(Source.Setting), "")]
    [InlineData("today", typeof(Source.Moment), "")]
    [InlineData("step.entered-on", typeof(Source.Moment), "")]
    [InlineData("case.opened-on", typeof(Source.Moment), "")]
    [InlineData("entered", typeof(Source.Moment), "")]
    [InlineData("-6", typeof(Source.Literal), "")]
    [InlineData("=正式党员", typeof(Source.Literal), "")]
    [InlineData("=count:candidates", typeof(Source.Literal), "")]
    public void A_source_knows_what_it_looks_at_and_is_written_again_as_it_was_read(string text, Type kind, string names)
    {
        var source = Source.Read(text);
        Assert.IsType(kind, source);
        Assert.Equal(names, string.Join(' ', source.Names));
        Assert.Equal(text, source.ToString());
        Assert.Equal(source, Source.Read(source.ToString()));
    }

    [Fact]
    public void What_is_no_text_stands_for_itself()
    {
        Assert.Equal(Source.Of(true), Source.Read(JsonValue.Create(true)));
        Assert.Equal(Source.Read("3"), Source.Read((JsonNode)JsonValue.Create(3)));
        Assert.NotEqual(Source.Of(3), Source.Of("3"));
    }

    private static readonly Procedure some = new()
    {
        Key = "p", Version = 1, Title = "示例", OpenBy = [], Root = new Block("s", new Dictionary<string, Step>()), Ends = ImmutableSortedDictionary<string, string>.Empty,
    };

    [Theory]
    [InlineData("facts.electers@held-on", "名册中没有“electers”；是否要写“electors”？")]
    [InlineData("facts.electors@held", "没有 held")]
    [InlineData("latest:known,unknown", "没有 unknown")]
    [InlineData("count:names:unknown", "没有 unknown")]
    [InlineData("setting:roll-to-next-workdai", "没有“roll-to-next-workdai”这一设置；是否要写“roll-to-next-workday”？")]
    public void What_cannot_be_known_is_told_wherever_it_stands_in_the_source(string text, string says) =>
        Assert.Equal(says, Source.Read(text).Mistake(some, name => name is "known" or "held-on" ? null : $"没有 {name}"));

    [Theory, InlineData("done", "end", "end:done"), InlineData("done", "end:left", "end:left"), InlineData("done", "stay", "stay"),
     InlineData("done", "endorse", "endorse"), InlineData("done", "send", "send")]
    public void An_outcome_leads_to_a_step_to_an_end_or_nowhere(string outcome, string text, string reads)
    {
        var target = Target.Read(outcome, text);
        Assert.Equal(reads, target.ToString());
        Assert.Equal(text is "endorse" or "send" ? text : null, target.StepName);
    }

    /// <summary>Who reads a source or a target anew reads it otherwise one day.</summary>
    [Fact]
    public void Nobody_else_takes_a_source_or_a_target_apart()
    {
        var others =
            from folder in folders
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !readers.Contains(Path.GetFileName(file))
            from line in File.ReadLines(file)
            where TakenApart().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(others);
    }

    [GeneratedRegex("""(StartsWith|Split|IndexOf|==|is|or) ?\(?"(end:?|stay|facts\.|count:|known:|minus:|names:|latest:|member-since:|today)"|Split\('@'\).*facts""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TakenApart();
}
