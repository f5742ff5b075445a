using FluentValidation;

namespace Workflows.Moves;

/// <summary>Keeps out of reasons and remarks what no page can show and not every database can store.</summary>
internal static class PlainText
{
    public static IRuleBuilderOptions<T, string?> Plain<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || UnseenText.Find(text) is null).WithMessage("文字中有看不见的字符，请删去后重填。");
}
