namespace Workflows.Organisation.Sample;

/// <summary>Throws that fall the same on every machine and every day, so that the sample city is always the same city.</summary>
internal sealed class SampleDice(uint seed)
{
    private uint state = seed;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Throw(int least, int most)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return least + (int)(state % (uint)(most - least + 1));
    }

    /// <summary>True in one of <paramref name="times"/> throws.</summary>
    public bool OneIn(int times) => Throw(1, times) == 1;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Throw(0, choices.Count - 1)];
}
