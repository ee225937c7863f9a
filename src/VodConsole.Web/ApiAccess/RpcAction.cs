using VodConsole.Core.ApiAccess.Policies;
using VodConsole.Protocol.Signing;

namespace VodConsole.Web.ApiAccess;

/// <summary>
/// An operation of the API. One class each, found by its name and version; the gateway has checked the signature and the parameters
/// that it names before it runs, and has asked the policies (<see cref="OperationAccess"/>); the use cases it calls ask for what the role permits.
/// </summary>
internal abstract class RpcAction
{
    /// <summary>The version of the video operations.</summary>
    public const string Vod = "2017-03-21";

    /// <summary>The version of the operations that give temporary access keys.</summary>
    public const string Sts = "2015-04-01";

    /// <summary>The operation's name; by default the class's.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The version that it belongs to.</summary>
    public virtual string Version => Vod;

    /// <summary>The parameters that it reads.</summary>
    public abstract IReadOnlyList<RpcParameter> Parameters { get; }

    /// <summary>
    /// The videos that it is asked for by their names of <c>VideoReferences</c>: by default, where it has such parameters, those in <c>ReferenceIds</c>, and
    /// in <c>ReferenceId</c> where there is no <c>VideoId</c>. The gateway looks them up before the request is judged.
    /// </summary>
    public virtual IEnumerable<string> References(RequestParameters parameters) => Parameters
        .Where(one => one.Name is "ReferenceIds" || (one.Name is "ReferenceId" && string.IsNullOrEmpty(parameters["VideoId"])))
        .SelectMany(one => RpcCall.Split(parameters[one.Name]));

    /// <summary>
    /// The videos of what it names otherwise, such as a task: the gateway adds them to <c>VideoIds</c> before the request is judged. By default there are none.
    /// </summary>
    public virtual Task<IReadOnlyCollection<Guid>> VideosBehindAsync(RequestParameters parameters, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<Guid>>([]);

    /// <summary>
    /// What it is done to, as policies name it (<c>PolicyResources</c>): by default the videos that <c>VideoId</c> and <c>VideoIds</c> name, where it has such
    /// parameters; to the latter the gateway has added what <see cref="References"/> stand for. A parameter that it does not read says nothing. An operation that names them otherwise says so here; one that names nothing is done to
    /// everything.
    /// </summary>
    public virtual IEnumerable<string> Resources(RequestParameters parameters) =>
        Parameters.Select(one => one.Name).Where(name => name is "VideoId" or "VideoIds").Concat(References(parameters).Any() ? ["VideoIds"] : []).Distinct()
            .SelectMany(name => RpcCall.Split(parameters[name])).Select(PolicyResources.Video);

    /// <summary>Does it.</summary>
    /// <returns>The answer without <c>RequestId</c>, which the gateway adds: an object whose properties are named as the contract names them.</returns>
    public abstract Task<object> RunAsync(RpcCall call, CancellationToken cancellation);
}
