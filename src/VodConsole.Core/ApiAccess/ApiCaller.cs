using VodConsole.Core.Accounts;

namespace VodConsole.Core.ApiAccess;

/// <summary>Who signed a request.</summary>
/// <param name="Actor">The account, as every use case takes it.</param>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="Session">The limits of a temporary key; null for an access key of its own right.</param>
/// <param name="RightsMark">The <see cref="Accounts.RightsMark"/> when the request used its nonce: its rights are those of that moment.</param>
public sealed record ApiCaller(Actor Actor, string AccessKeyId, ApiSession? Session, Guid RightsMark);
