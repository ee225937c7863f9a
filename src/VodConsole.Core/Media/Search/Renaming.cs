using System.Linq.Expressions;

namespace VodConsole.Core.Media.Search;

/// <summary>Puts one parameter in the place of another, so that predicates can be joined.</summary>
internal sealed class Renaming(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
}
