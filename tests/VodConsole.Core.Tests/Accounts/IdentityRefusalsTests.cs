using Microsoft.AspNetCore.Identity;
using VodConsole.Core.Accounts;
using VodConsole.Core.Refusals;
using VodConsole.Protocol;

namespace VodConsole.Core.Tests.Accounts;

public sealed class IdentityRefusalsTests
{
    private static readonly IdentityErrorDescriber Identity = new();

    public static TheoryData<IdentityError, ErrorCode> Refusals => new()
    {
        { Identity.LoginAlreadyAssociated(), ErrorCode.ChangedMeanwhile },
        { Identity.ConcurrencyFailure(), ErrorCode.ChangedMeanwhile },
        { Identity.DuplicateEmail("ada@example.com"), ErrorCode.EmailTaken },
        { Identity.InvalidUserName("a b"), ErrorCode.EmailInvalid },
        { Identity.PasswordTooShort(12), ErrorCode.PasswordTooWeak },
        { Identity.PasswordMismatch(), ErrorCode.PasswordWrong },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_Identity_refuses_is_a_refusal_of_ours(IdentityError error, ErrorCode expected) =>
        Assert.Equal(expected, Assert.Throws<VodException>(() => IdentityResult.Failed(error).ThrowIfRefused("ada@example.com")).Code);
}
