using VodConsole.Core.Media;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// The videos that a request names by reference, or by something of theirs, looked up once: what policies are asked about is what the operation then runs on, whatever the video
/// was called by.
/// </summary>
internal sealed class NamedVideos
{
    // More than any operation takes; what is beyond stands for no video.
    private const int Most = 100;

    private readonly IReadOnlyDictionary<string, Guid> byReference;

    private NamedVideos(IReadOnlyDictionary<string, Guid> byReference, RequestParameters judged) => (this.byReference, Judged) = (byReference, judged);

    /// <summary>The request's parameters as policies see them: with the videos added to <c>VideoIds</c>.</summary>
    public RequestParameters Judged { get; }

    /// <summary>Looks them up.</summary>
    public static async Task<NamedVideos> FindAsync(
        RpcAction action, RequestParameters parameters, VideoReferences references, CancellationToken cancellation)
    {
        var named = action.References(parameters).Distinct(StringComparer.Ordinal).Take(Most).ToList();
        var behind = await action.VideosBehindAsync(parameters, cancellation);
        if (named.Count == 0 && behind.Count == 0) return new NamedVideos(new Dictionary<string, Guid>(), parameters);
        var found = named.Count == 0 ? new Dictionary<string, Guid>() : await references.FindAsync(named, cancellation);
        // A name of no video is judged as such: to whom it is not permitted to ask, it is not told that there is none.
        var ids = named.Select(reference => found.TryGetValue(reference, out var id) ? $"{id:N}" : $"reference:{reference}")
            .Concat(behind.Select(id => $"{id:N}")).Prepend(parameters["VideoIds"] ?? "");
        var judged = new Dictionary<string, string>(parameters.All, StringComparer.Ordinal) { ["VideoIds"] = string.Join(',', ids) };
        return new NamedVideos(found, RequestParameters.Of(judged));
    }

    /// <summary>The video of that reference, or null.</summary>
    public Guid? Find(string reference) => byReference.TryGetValue(reference, out var id) ? id : null;
}
