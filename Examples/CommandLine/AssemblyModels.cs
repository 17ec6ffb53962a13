using System.Reflection;
using Mandelstam.Events;

namespace Mandelstam.CommandLine;

/// <summary>The declarations of an assembly that the tool does not know.</summary>
internal static class AssemblyModels
{
    /// <summary>Does the word name an assembly rather than an example?</summary>
    /// <param name="word">What the user typed.</param>
    public static bool IsMeant(string? word) => word?.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The model of a declared event.</summary>
    /// <param name="path">The assembly, with what it was built with beside it.</param>
    /// <param name="name">The name of the record; null where there is one alone.</param>
    /// <exception cref="MandelstamException">It cannot be loaded, or declares no such event.</exception>
    public static EventModel Find(string path, string? name)
    {
        EventModel[] models = [.. ModelsOf(path).OrderBy(static model => model.Name, StringComparer.Ordinal)];
        string known = string.Join(", ", models.Select(static model => model.Name));
        EventModel[] found = name is null ? models : [.. models.Where(model => model.Name == name)];
        return found.Length == 1 ? found[0] : throw new MandelstamException(
            models.Length == 0 ? $"'{path}' declares no event: no type in it has a generated Model."
            : name is null ? $"'{path}' declares several events: {known}. Say which: --event {models[0].Name}."
            : found.Length == 0 ? $"'{path}' declares no event '{name}'. Known: {known}."
            : $"'{path}' declares '{name}' more than once, in different namespaces.");
    }

    private static List<EventModel> ModelsOf(string path)
    {
        if (!File.Exists(path))
        {
            throw new MandelstamException($"There is no file '{path}'. Build the project, and name the assembly in its bin folder.");
        }

        try
        {
            return [.. Assembly.LoadFrom(Path.GetFullPath(path)).GetTypes()
                .Where(static type => type.IsDefined(typeof(DeclaredModelAttribute), inherit: false))
                .Select(static type => type.GetProperty("Model", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
                .OfType<EventModel>()];
        }
        catch (Exception problem) when (problem is BadImageFormatException or FileLoadException)
        {
            throw new MandelstamException($"'{path}' is no .NET assembly that can be loaded here: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is ReflectionTypeLoadException or FileNotFoundException or TypeLoadException or MissingMethodException)
        {
            string what = problem is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } ? first.Message : problem.Message;
            throw new MandelstamException($"'{path}' needs what does not lie beside it, or was built with another version: {what}", problem);
        }
    }
}
