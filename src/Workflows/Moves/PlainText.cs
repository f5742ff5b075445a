using FluentValidation;

namespace Workflows.Moves;

/// <summary>Keeps out of reasons and remarks what no page can show and not every database can store.</summary>
internal static class PlainText
{
    public static IRuleBuilderOptions<T, string?> Plain<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(IsUnshowable)).WithMessage("文字中含有不能保存的控制字符，请删去后重填。");

    private static bool IsUnshowable(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
