using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Generators.Reading;

/// <summary>What reading a declaration gave, body by body, so that one that was edited can be exchanged.</summary>
/// <typeparam name="TSpec">What is known of a declaration of its kind.</typeparam>
/// <param name="Shape">The declaration without its bodies; null where it has no shape that anything could be generated for.</param>
/// <param name="Problems">What is wrong with its shape.</param>
/// <param name="Roots">The keys of the members whose bodies it needs, in declared order.</param>
/// <param name="Bodies">Every body that was read, by key.</param>
internal sealed record DeclarationRead<TSpec>(TSpec? Shape, EquatableArray<Problem> Problems, EquatableArray<string> Roots, IReadOnlyDictionary<string, BodyRead> Bodies)
    where TSpec : class
{
    /// <summary>The bodies that the declaration needs, itself or through others, in the order in which they are called.</summary>
    public IReadOnlyList<BodyRead> Needed()
    {
        HashSet<string> started = new(Roots, StringComparer.Ordinal);
        Queue<string> open = new(Roots.Distinct());
        List<BodyRead> needed = [];
        while (open.Count > 0)
        {
            if (Bodies.TryGetValue(open.Dequeue(), out BodyRead body))
            {
                needed.Add(body);
                foreach (string call in body.Calls.Where(started.Add))
                {
                    open.Enqueue(call);
                }
            }
        }

        return needed;
    }

    /// <summary>The declaration as a whole.</summary>
    /// <param name="family">The kind of declaration.</param>
    public ReadResult<TSpec> ToResult(DeclarationFamily<TSpec> family)
    {
        if (Shape is null)
        {
            return new(null, Problems, false);
        }

        IReadOnlyList<BodyRead> needed = Needed();
        TSpec spec = family.With(Shape, body => body with
        {
            Features = body.Features.Select(f => Bodies.TryGetValue(f.Member, out BodyRead read) ? f with { Formula = read.Formula } : f).ToEquatable(),
            Helpers = needed.Where(static b => b.Helper is not null).Select(static b => b.Helper!).OrderBy(static h => h.Key, StringComparer.Ordinal).ToEquatable(),
        });
        return new(
            spec,
            Problems.Concat(needed.SelectMany(static b => b.Problems)).ToEquatable(),
            Problems.Count == 0 && needed.All(static b => b.Helper is not null && b.Problems.Count == 0));
    }
}
