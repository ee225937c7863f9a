using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace VodConsole.Web.Tests.Architecture;

/// <summary>What pages and their sections must not do, because it is wrong in a circuit or opens a hole.</summary>
public sealed partial class ComponentTests
{
    /// <summary>Files that may write markup as it is, each because nothing in it comes from a person.</summary>
    private static readonly Dictionary<string, string> MarkupAllowed = [];

    private static IEnumerable<Type> Components =>
        typeof(Program).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent)) && !type.IsAbstract);

    [Fact]
    public void No_component_holds_the_request_which_is_long_over_in_a_circuit()
    {
        Assert.NotEmpty(Components);
        SourceTree.AssertNone(Holding(type => type == typeof(IHttpContextAccessor)));
    }

    [Fact]
    public void No_component_reads_the_database_itself()
    {
        SourceTree.AssertNone(Holding(type =>
            type.IsAssignableTo(typeof(DbContext))
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDbContextFactory<>))));
    }

    [Fact]
    public void Every_page_says_who_may_see_it()
    {
        SourceTree.AssertNone(
            from component in Components
            where component.GetCustomAttributes<RouteAttribute>().Any()
                && !component.GetCustomAttributes(inherit: true).Any(attribute => attribute is IAuthorizeData or IAllowAnonymous)
            select $"{component.FullName} has a route, and neither a permission nor AllowAnonymous");
    }

    [Fact]
    public void Text_reaches_the_browser_as_text()
    {
        SourceTree.AssertNone(
            from file in SourceTree.Files("src", ".cs", ".razor")
            where !MarkupAllowed.ContainsKey(file) && RawMarkup().IsMatch(SourceTree.Read(file))
            select $"{file} writes raw markup");
        SourceTree.AssertNone(MarkupAllowed.Keys.Where(file => !RawMarkup().IsMatch(SourceTree.Read(file))).Select(file => $"{file} need not be allowed"));
    }

    [Fact]
    public void No_raw_script_dialog_or_markup_call_hides_in_our_scripts()
    {
        SourceTree.AssertNone(
            from file in SourceTree.Files("src/VodConsole.Web", ".js")
            from found in UnsafeScript().Matches(SourceTree.Read(file))
            select $"{file}: {found.Value}");
    }

    private static IEnumerable<string> Holding(Func<Type, bool> forbidden)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return
            from component in Components
            from held in component.GetFields(All).Select(field => field.FieldType)
                .Concat(component.GetProperties(All).Select(property => property.PropertyType))
                .Concat(component.GetConstructors(All).SelectMany(made => made.GetParameters()).Select(parameter => parameter.ParameterType))
                .Distinct()
            where forbidden(held)
            select $"{component.FullName} holds a {held.Name}";
    }

    [GeneratedRegex(@"\bMarkupString\b|\bAddMarkupContent\b|\bHtmlString\b|\bHtml\.Raw\b")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write\b|\beval\(|new Function\(")]
    private static partial Regex UnsafeScript();
}
