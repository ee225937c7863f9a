namespace VodConsole.Core.ApiAccess;

/// <summary>
/// What the public web player does otherwise than the contract's signature says (<c>vod-contract.md</c> §3.4), and no more: its
/// GetPlayInfo has no time, and it appends the region after it has signed. What bounds such a request in time is its security token.
/// </summary>
internal static class WebPlayer
{
    /// <summary>Appended after signing.</summary>
    public const string UnsignedParameter = "RegionId";

    /// <summary>Whether the request is the player's: GET GetPlayInfo by a temporary access key, marked as its channel, without a time.</summary>
    public static bool Sent(SignedRequest request) =>
        request.Method == "GET" && request.Action == "GetPlayInfo" && request.Parameters["Channel"] == "HTML5"
        && request.Parameters["PlayerVersion"] is not null && request.Parameters["Timestamp"] is null
        && request.Parameters["AccessKeyId"]?.StartsWith(SecurityTokens.IdPrefix, StringComparison.Ordinal) == true;
}
