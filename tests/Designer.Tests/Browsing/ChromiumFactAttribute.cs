namespace Workflows.Designer.Tests.Browsing;

/// <summary>A test that needs a browser and the built pages: skipped by name where one is missing, failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Missing;
}
