using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflows.Language;

/// <summary>
/// Refuses a text that is nested too deeply before anybody goes down into it (a stack that overflows would end the program), and one in
/// which
/// a key is more than a text: to compare such keys all that their aliases stand for is walked through, which may never end.
/// </summary>
internal sealed class ShallowParser(IParser inner, int deepest) : IParser
{
    /// <summary>Of every map and list that is open, the innermost on top: is the next node of it a key? Null: it is a list.</summary>
    private readonly Stack<bool?> isKeyNext = [];

    private int open;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;

        var now = inner.Current!;
        open += now.NestingIncrease;
        // The stream and the document are open, too.
        if (open > deepest + 2)
            throw new YamlException(now.Start, now.End, YamlText.TooDeep);
        Follow(now);
        return true;
    }

    private void Follow(ParsingEvent now)
    {
        switch (now)
        {
            case MappingEnd or SequenceEnd:
                isKeyNext.Pop();
                return;
            case not (NodeEvent or AnchorAlias):
                return;
        }

        if (isKeyNext.TryPop(out var isKey))
        {
            if (isKey == true && now is not Scalar)
                throw new YamlException(now.Start, now.End, "键必须是文字");
            isKeyNext.Push(!isKey);
        }

        if (now is MappingStart)
            isKeyNext.Push(true);
        else if (now is SequenceStart)
            isKeyNext.Push(null);
    }
}
