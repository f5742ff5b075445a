namespace Workflows.Organisation.Import;

/// <summary>What a 公民身份号码 says of its holder. It is looked at while a roster is read and never kept.</summary>
internal static class IdentityNumber
{
    private const string Checks = "10X98765432";
    private static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Day of birth and sex; or, in Chinese and without the number itself, why it cannot be right.</summary>
    public static (DateOnly? Born, Sex Sex, string? Trouble) Read(string number)
    {
        var text = number.ToUpperInvariant();
        if (text.Length is not (15 or 18) || !text.AsSpan(0, text.Length - 1).ContainsOnlyDigits() || !(char.IsAsciiDigit(text[^1]) || text[^1] == 'X'))
            return Wrong($"应为 18 位（旧号 15 位），现有 {text.Length} 位");
        var day = text.Length == 18 ? text[6..14] : $"19{text.AsSpan(6, 6)}";
        if (!DateOnly.TryParseExact(day, "yyyyMMdd", out var born))
            return Wrong("其中的出生日期不存在");
        if (text.Length == 18 && Checks[weights.Select((w, i) => w * (text[i] - '0')).Sum() % 11] != text[17])
            return Wrong("校验码不对，有一位写错了");

        var sexDigit = text[text.Length == 18 ? 16 : 14] - '0';
        return (born, sexDigit % 2 == 1 ? Sex.Male : Sex.Female, null);
    }

    private static (DateOnly?, Sex, string?) Wrong(string reason) => (null, default, reason);

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
