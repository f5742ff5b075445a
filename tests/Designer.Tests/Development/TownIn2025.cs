using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>The sample city a year earlier, so that a year of training ends while the calendar of working days is known.</summary>
public sealed class TownIn2025() : Town(new(2025, 6, 3));
