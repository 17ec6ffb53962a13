namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>What a sum, or whatever else is taken over objects, runs over.</summary>
/// <param name="Variable">The symbol that stands for each.</param>
/// <param name="Item">What the function is asked of: the symbol, or what has been made of it.</param>
/// <param name="IsVector">The item is a four-vector.</param>
/// <param name="Objects">The objects.</param>
/// <param name="Conditions">What is asked of each.</param>
internal sealed record ObjectRange(Symbol Variable, Formula Item, bool IsVector, Formula Objects, IReadOnlyList<string> Conditions)
{
    /// <summary>"j in Jets", and what is asked of each.</summary>
    public string Domain => string.Join(",\\ ", [Membership, .. Conditions]);

    /// <summary>The objects as a set.</summary>
    public string Set => Item.Text == Variable.Text || Item.Index == Variable.Text
        ? $"\\left\\{{{Membership}{(Conditions.Count > 0 ? " : " : "")}{string.Join(",\\ ", Conditions)}\\right\\}}"
        : $"\\left\\{{{Item.Text} : {Domain}\\right\\}}";

    private string Membership => $"{Variable.Text} \\in {Objects.In(Strength.Applied)}";
}
