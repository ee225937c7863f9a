using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VodConsole.Core.Accounts;
using VodConsole.Core.ApiAccess.Policies;

namespace VodConsole.Web.Verbs;

/// <summary>Accounts without a browser: for the first one, for automation, and for the day when nobody can sign in.</summary>
internal static class UsersVerb
{
    private static readonly Option<string> Email = new("--email") { Description = "E-mail address of the account.", Required = true };
    private static readonly Option<Role> RoleName = new("--role")
    {
        Description = $"One of {string.Join(", ", Enum.GetNames<Role>())}.", Required = true, CustomParser = ParseRole,
    };
    private static readonly Option<string> EmailOfHolder = new("--email") { Description = "E-mail address of the account." };
    private static readonly Option<Role> RoleOfHolder = new("--role")
    {
        Description = $"Everybody in a role instead: {string.Join(", ", Enum.GetNames<Role>())}.", CustomParser = ParseRole,
    };
    private static readonly Option<bool> PasswordFromInput = new("--password-stdin")
    {
        Description = "Read the password from standard input, one line.", Required = true,
    };

    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root) => root.Add(new Command("users", "Lists, adds and changes accounts.")
    {
        new Command("list", "Lists all accounts.").SetBody(ListAsync, isAboutWhatThereIs: true),
        new Command("add", "Adds an account.") { Email, RoleName, PasswordFromInput }.SetBody(AddAsync),
        Change("set-role", "Gives an account another role; its sessions end.", [RoleName],
            (users, id, parsed, cancellation) => users.SetRoleAsync(Actor.CommandLine, id, parsed.GetValue(RoleName), cancellation)),
        Change("lock", "Locks an account; its sessions end.", [],
            (users, id, _, cancellation) => users.LockAsync(Actor.CommandLine, id, cancellation)),
        Change("unlock", "Lets a locked account in again.", [],
            (users, id, _, cancellation) => users.UnlockAsync(Actor.CommandLine, id, cancellation)),
        Change("reset-password", "Gives an account a new password; its sessions end.", [PasswordFromInput],
            async (users, id, _, cancellation) =>
                await users.ResetPasswordAsync(Actor.CommandLine, id, await ReadPasswordAsync(cancellation), cancellation)),
        DetachPolicies(),
    });

    private static async Task<VerbResult> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var (rows, _) = await services.GetRequiredService<UserList>()
            .ReadAsync(Actor.CommandLine, new UserFilter(), 0, int.MaxValue, cancellation);
        var lines = rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Id:N}  {row.Role,-13}  {(row.LockedUntil is null ? "open  " : "locked")}  {row.Email}"));
        return new VerbResult(
            new { users = rows.Select(row => new { id = row.Id.ToString("N"), row.Email, row.Role, locked = row.LockedUntil is not null }) },
            string.Join(Environment.NewLine, lines));
    }

    private static async Task<VerbResult> AddAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var email = parsed.GetRequiredValue(Email);
        var role = parsed.GetValue(RoleName);
        var id = await services.GetRequiredService<UserAdministration>()
            .AddAsync(Actor.CommandLine, email, await ReadPasswordAsync(cancellation), role, cancellation);
        return new VerbResult(new { id = id.ToString("N"), email, role }, $"Added {email} as {role}.");
    }

    private static Command DetachPolicies()
    {
        var command = new Command(
            "detach-policies", "Detaches all policies from an account or from a role: the way back when they let nobody manage users.")
        {
            EmailOfHolder, RoleOfHolder,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(EmailOfHolder) is null == result.GetResult(RoleOfHolder) is null) result.AddError("Give either --email or --role.");
        });
        return command.SetBody(async (services, parsed, cancellation) =>
        {
            var email = parsed.GetValue(EmailOfHolder);
            var holder = email is null
                ? PolicyHolder.Of(parsed.GetValue(RoleOfHolder))
                : PolicyHolder.Of(await services.GetRequiredService<UserAdministration>().FindAsync(Actor.CommandLine, email, cancellation));
            var policies = await services.GetRequiredService<PolicyAttachments>().DetachAllAsync(Actor.CommandLine, holder, cancellation);
            return new VerbResult(
                new { ok = true, email, role = holder.Role, policies },
                policies.Count == 0 ? "No policies were attached." : $"Detached: {string.Join(", ", policies)}.");
        }, isAboutWhatThereIs: true);
    }

    private static Role ParseRole(ArgumentResult argument)
    {
        if (Enum.TryParse<Role>(argument.Tokens[0].Value, ignoreCase: true, out var role) && Enum.IsDefined(role)) return role;
        argument.AddError($"--role is one of {string.Join(", ", Enum.GetNames<Role>())}.");
        return default;
    }

    private static Command Change(
        string name, string description, Option[] options,
        Func<UserAdministration, Guid, ParseResult, CancellationToken, Task> change)
    {
        var command = new Command(name, description) { Email };
        foreach (var option in options) command.Add(option);
        return command.SetBody(async (services, parsed, cancellation) =>
        {
            var users = services.GetRequiredService<UserAdministration>();
            var email = parsed.GetRequiredValue(Email);
            var id = await users.FindAsync(Actor.CommandLine, email, cancellation);
            await change(users, id, parsed, cancellation);
            return new VerbResult(new { ok = true, id = id.ToString("N"), email }, $"Done: {name} {email}.");
        }, isAboutWhatThereIs: true);
    }

    private static async Task<string> ReadPasswordAsync(CancellationToken cancellation) =>
        await Console.In.ReadLineAsync(cancellation) ?? "";
}
