using System.Linq.Expressions;
using System.Reflection;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>
/// The condition "after this key" for paging along a primary key: a page costs the same at the start and after a million rows. The
/// database compares the key's bytes; the comparison of text that LINQ names here is never made in .NET.
/// </summary>
internal static class Keyset
{
    private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    public static IQueryable<TRow> After<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string>> key, string last) =>
        rows.Where(Expression.Lambda<Func<TRow, bool>>(IsAfter(key.Body, last), key.Parameters));

    /// <summary>After a pair: the first key is later, or the same and the second is later.</summary>
    public static IQueryable<TRow> After<TRow>(
        this IQueryable<TRow> rows, Expression<Func<TRow, string>> first, string lastFirst, Expression<Func<TRow, string>> second, string lastSecond)
    {
        Expression body = new Replacement(second.Parameters[0], first.Parameters[0]).Visit(second.Body);
        Expression same = Expression.AndAlso(Expression.Equal(first.Body, Parameter(lastFirst)), IsAfter(body, lastSecond));
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(Expression.OrElse(IsAfter(first.Body, lastFirst), same), first.Parameters));
    }

    private static BinaryExpression IsAfter(Expression key, string last) =>
        Expression.GreaterThan(Expression.Call(Compare, key, Parameter(last)), Expression.Constant(0));

    // A member of an object, as the compiler writes a captured variable: the value becomes a parameter and never part of the statement.
    private static MemberExpression Parameter(string value) => Expression.Property(Expression.Constant(new Captured(value)), nameof(Captured.Value));

    private sealed record Captured(string Value);

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
