using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Transcoding.Templates;

/// <summary>What the templates of one group must keep to together, since one run makes all of them and players change between them.</summary>
public static class TemplateSet
{
    /// <summary>Checks them.</summary>
    /// <exception cref="VodException">
    /// <see cref="ErrorCode.TemplatesMissing"/>, <see cref="ErrorCode.TemplatesExceeded"/>, <see cref="ErrorCode.TemplateLabelTwice"/>, or
    /// <see cref="ErrorCode.TemplateSegmentsDiffer"/>.
    /// </exception>
    public static void Require(IReadOnlyList<TemplateSettings> templates)
    {
        if (templates.Count == 0) throw new VodException(ErrorCode.TemplatesMissing);
        if (templates.Count > TranscodeTemplateGroup.TemplateLimit) throw new VodException(ErrorCode.TemplatesExceeded, TranscodeTemplateGroup.TemplateLimit);
        if (templates.GroupBy(one => one.Definition).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new VodException(ErrorCode.TemplateLabelTwice, TemplateLabel.Of(twice.Key));
        if (templates.Select(one => one.SegmentSeconds).Distinct().Count() > 1) throw new VodException(ErrorCode.TemplateSegmentsDiffer);
    }
}
