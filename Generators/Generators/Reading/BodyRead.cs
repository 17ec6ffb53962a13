using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading.Caching;

namespace Mandelstam.Generators.Reading;

/// <summary>What reading one body gave.</summary>
/// <param name="Key">The key of its member.</param>
/// <param name="Helper">The body; null where it could not be read.</param>
/// <param name="Formula">The body as written, on one line.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="Calls">The keys of the members whose bodies it needs.</param>
/// <param name="Place">Where it stands; null for a member without a body.</param>
/// <param name="Text">What was written there when it was read.</param>
internal sealed record BodyRead(
    string Key, HelperSpec? Helper, string Formula, EquatableArray<Problem> Problems, EquatableArray<string> Calls, BodyPlace? Place, string Text);
