using VodConsole.Core.ApiAccess;
using VodConsole.Protocol.Actions;

namespace VodConsole.Web.ApiAccess;

/// <summary>The videos of a call on several, by <c>VideoIds</c> or, where those are absent, <c>ReferenceIds</c>; and which of them there are not.</summary>
internal sealed class VideoSelection
{
    /// <summary>Videos of one call.</summary>
    public const int Most = 20;

    private readonly List<string> absent = [];
    private readonly bool byReference;

    private VideoSelection(IReadOnlyList<(string Name, Guid? Id)> all, bool byReference) => (All, this.byReference) = (all, byReference);

    /// <summary>Each with its id; null where its name can be no video's.</summary>
    public IReadOnlyList<(string Name, Guid? Id)> All { get; }

    /// <summary>Those of <c>VideoIds</c> that there are not.</summary>
    public IReadOnlyList<string> NonExistVideoIds => byReference ? [] : absent;

    /// <summary>Those of <c>ReferenceIds</c> that there are not.</summary>
    public IReadOnlyList<string> NonExistReferenceIds => byReference ? absent : [];

    /// <summary>Reads them.</summary>
    /// <exception cref="RpcException">There are none, or too many.</exception>
    public static VideoSelection Of(RpcCall call)
    {
        var byReference = call.Text("VideoIds") is null && call.Text("ReferenceIds") is not null;
        var parameter = byReference ? "ReferenceIds" : "VideoIds";
        var names = call.List(parameter, Most) ?? throw new RpcException(RpcError.Missing(parameter));
        return new VideoSelection(
            [.. names.Select(name => (name, byReference ? call.VideoOf(name) : RpcCall.Id(name)))], byReference);
    }

    /// <summary>Notes that there is no such video.</summary>
    public void Miss(string name) => absent.Add(name);
}
