using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflows.Language;

/// <summary>Refuses a text that is nested too deeply before anybody goes down into it: a stack that overflows would end the program.</summary>
internal sealed class ShallowParser(IParser inner, int deepest) : IParser
{
    private int open;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext())
            return false;

        open += inner.Current!.NestingIncrease;
        // The stream and the document are open, too.
        if (open > deepest + 2)
            throw new YamlException(inner.Current.Start, inner.Current.End, YamlText.TooDeep);
        return true;
    }
}
