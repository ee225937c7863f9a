using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace VodConsole.Web.Hosting;

/// <summary>A section of the configuration and the options class that it fills.</summary>
/// <param name="Name">The section: <c>Database</c>, <c>Playback</c> …</param>
/// <param name="Type">The options class; its rules are data annotations.</param>
internal sealed record SettingsSection(string Name, Type Type);

/// <summary>The start refused because of the configuration; every error at once.</summary>
/// <param name="errors">A sentence each, naming the setting and what is allowed.</param>
internal sealed class SettingsException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>A sentence each, naming the setting and what is allowed.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}

/// <summary>Binds options to the configuration and checks all of it before anything else starts.</summary>
internal static class Settings
{
    /// <summary>Binds <typeparamref name="TOptions"/> to <paramref name="section"/>; <see cref="Check"/> will look at it.</summary>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations();
        return services.AddSingleton(new SettingsSection(section, typeof(TOptions)));
    }

    /// <summary>
    /// Returns when every section can be read and keeps its rules. It comes before the host is built, since the web server
    /// reads its own settings then.
    /// </summary>
    /// <exception cref="SettingsException">Names everything that is wrong.</exception>
    public static void Check(WebApplicationBuilder builder)
    {
        var errors = builder.Services
            .Select(service => service.ImplementationInstance).OfType<SettingsSection>()
            .SelectMany(section => FindErrors(builder.Configuration.GetSection(section.Name), section.Type)).ToList();
        if (errors.Count > 0) throw new SettingsException(errors);
    }

    private static List<string> FindErrors(IConfigurationSection section, Type type)
    {
        var errors = FindUnreadable(section, type).ToList();
        if (errors.Count > 0) return errors;
        var options = section.Get(type) ?? Activator.CreateInstance(type)!;
        var broken = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), broken, validateAllProperties: true);
        return [.. broken.Select(rule => Describe(section, rule))];
    }

    // Rules of our own name the whole setting; the framework's sentences name the member only.
    private static string Describe(IConfigurationSection section, ValidationResult rule) =>
        rule.ErrorMessage!.StartsWith($"{section.Path}:", StringComparison.Ordinal)
            ? rule.ErrorMessage
            : $"{section.Path}:{rule.MemberNames.FirstOrDefault()}: {rule.ErrorMessage}";

    // Values that the binder would throw at one by one, and names that it would silently ignore.
    private static IEnumerable<string> FindUnreadable(IConfigurationSection section, Type type)
    {
        var properties = type.GetProperties().Where(property => property.CanWrite).ToDictionary(
            property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var setting in section.GetChildren())
        {
            if (!properties.TryGetValue(setting.Key, out var property))
                yield return $"{setting.Path} is not a setting. Section {section.Path} has: {string.Join(", ", properties.Keys)}.";
            else if (setting.Value is { Length: > 0 } value && !IsReadable(value, property.PropertyType))
                yield return $"{setting.Path} is “{value}”. Allowed is {Allowed(property.PropertyType)}.";
        }
    }

    private static bool IsReadable(string value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return Enum.GetNames(plain).Contains(value, StringComparer.OrdinalIgnoreCase);
        var converter = TypeDescriptor.GetConverter(plain);
        return !converter.CanConvertFrom(typeof(string)) || converter.IsValid(value);
    }

    private static string Allowed(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? string.Join(", ", Enum.GetNames(plain))
            : plain == typeof(bool) ? "true, false"
            : plain == typeof(int) || plain == typeof(long) ? "a whole number"
            : plain == typeof(double) || plain == typeof(decimal) ? "a number"
            : plain == typeof(TimeSpan) ? "a time span such as 00:10:00"
            : plain.Name;
    }
}
