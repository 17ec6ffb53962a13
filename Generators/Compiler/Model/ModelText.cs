using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Mandelstam.Compiler.Model;

/// <summary>
/// A declaration's model as text: embedded beside the declaration, so that a generator that runs in another project, where the syntax is out of
/// sight, knows all of it. The same model gives the same text on every machine.
/// </summary>
/// <remarks>
/// Records are written as their constructors' arguments, in order, then their other properties that can be set; strings with their length, and as
/// a number when they have been there before. Source spans are left out: they mean nothing elsewhere. Whatever records, strings, numbers, truth
/// values, enumerations and arrays of them a model may get in future, nothing needs to be added here; a test holds that.
/// </remarks>
public static class ModelText
{
    private const char End = ';';
    private const char Known = '#';
    private const char Length = ':';

    private static readonly ConcurrentDictionary<Type, (ConstructorInfo Constructor, PropertyInfo[] Properties)> _shapes = new();

    /// <summary>Tells models of different shape apart: eight hexadecimal digits that change with every field of every record in them.</summary>
    public static string Version { get; } = Hash(Shape(typeof(EventSpec), []));

    /// <summary>The text of a model.</summary>
    public static string Write(EventSpec spec)
    {
        Writer writer = new();
        writer.Record(typeof(EventSpec), spec);
        return writer.ToString();
    }

    /// <summary>The model of a text; null where it is not the text of a model of this <see cref="Version"/>.</summary>
    public static EventSpec? TryRead(string text)
    {
        try
        {
            Reader reader = new(text);
            object spec = reader.Record(typeof(EventSpec));
            return reader.IsAtEnd ? (EventSpec)spec : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or TargetInvocationException)
        {
            return null;
        }
    }

    private static bool IsRecord(Type type) => type.IsClass && type != typeof(string);

    private static bool MayBeNull(Type type) => IsRecord(type) || Nullable.GetUnderlyingType(type) is not null;

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>) ? type.GetGenericArguments()[0] : null;

    // The properties, those of the constructor first.
    private static (ConstructorInfo Constructor, PropertyInfo[] Properties) ShapeOf(Type type) => _shapes.GetOrAdd(type, static t =>
    {
        ConstructorInfo constructor = t.GetConstructors().Single();
        PropertyInfo[] positional = [.. constructor.GetParameters().Select(p => t.GetProperty(p.Name)!)];
        IEnumerable<PropertyInfo> others = t.GetProperties().Where(static p => p.CanWrite).Except(positional).OrderBy(static p => p.Name, StringComparer.Ordinal);
        return (constructor, [.. positional, .. others]);
    });

    private static string Shape(Type type, HashSet<Type> seen)
    {
        string name = ElementOf(type) is { } element ? $"[{Shape(element, seen)}]"
            : Nullable.GetUnderlyingType(type) is { } inner ? Shape(inner, seen) + "?"
            : type.Name;
        if (type.IsEnum)
        {
            return $"{name}({string.Join(",", Enum.GetNames(type))})";
        }

        return !IsRecord(type) || !seen.Add(type)
            ? name
            : $"{name}({string.Join(",", ShapeOf(type).Properties.Select(p => $"{p.Name} {Shape(p.PropertyType, seen)}"))})";
    }

    private static string Hash(string text)
    {
        // FNV-1a: the hash of a string is another one in every process.
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

        public override string ToString() => _text.ToString();

        public void Record(Type type, object value)
        {
            foreach (PropertyInfo property in ShapeOf(type).Properties)
            {
                object? field = property.GetValue(value);
                if (MayBeNull(property.PropertyType))
                {
                    Token(field is null ? "0" : "1");
                }

                if (field is not null)
                {
                    Value(property.PropertyType, field);
                }
            }
        }

        private void Value(Type type, object value)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (ElementOf(type) is { } element)
            {
                object[] items = [.. ((System.Collections.IEnumerable)value).Cast<object>()];
                Token(items.Length.ToString(CultureInfo.InvariantCulture));
                foreach (object item in items)
                {
                    Value(element, item);
                }
            }
            else if (value is string text)
            {
                String(text);
            }
            else if (value is double number)
            {
                Token(number.ToString("R", CultureInfo.InvariantCulture));
            }
            else if (value is int or bool or Enum)
            {
                Token(Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
            }
            else if (value is not SourceSpan)
            {
                Record(type, value);
            }
        }

        private void String(string text)
        {
            if (_known.TryGetValue(text, out int index))
            {
                _text.Append(Known);
                Token(index.ToString(CultureInfo.InvariantCulture));
                return;
            }

            _known.Add(text, _known.Count);
            _text.Append(text.Length.ToString(CultureInfo.InvariantCulture)).Append(Length).Append(text);
        }

        private void Token(string text) => _text.Append(text).Append(End);
    }

    private sealed class Reader(string text)
    {
        private readonly List<string> _known = [];
        private int _at;

        public bool IsAtEnd => _at == text.Length;

        public object Record(Type type)
        {
            (ConstructorInfo constructor, PropertyInfo[] properties) = ShapeOf(type);
            object?[] values = [.. properties.Select(p => MayBeNull(p.PropertyType) && Int() == 0 ? null : Value(p.PropertyType))];
            int positional = constructor.GetParameters().Length;
            object record = constructor.Invoke([.. values.Take(positional)]);
            for (int i = positional; i < properties.Length; i++)
            {
                properties[i].SetValue(record, values[i]);
            }

            return record;
        }

        private object Value(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (ElementOf(type) is { } element)
            {
                int count = Int();
                if (count < 0 || count > text.Length)
                {
                    throw new FormatException("An array longer than the text that holds it.");
                }

                Array items = Array.CreateInstance(element, count);
                for (int i = 0; i < count; i++)
                {
                    items.SetValue(Value(element), i);
                }

                return Activator.CreateInstance(type, items);
            }

            return type == typeof(string) ? String()
                : type == typeof(double) ? double.Parse(Token(), CultureInfo.InvariantCulture)
                : type == typeof(int) ? Int()
                : type == typeof(bool) ? Int() != 0
                : type.IsEnum ? Enum.ToObject(type, Int())
                : type == typeof(SourceSpan) ? default(SourceSpan)
                : Record(type);
        }

        private string String()
        {
            if (_at < text.Length && text[_at] == Known)
            {
                _at++;
                return _known[Int()];
            }

            int length = int.Parse(Until(Length), CultureInfo.InvariantCulture);
            string value = text.Substring(_at, length);
            _at += length;
            _known.Add(value);
            return value;
        }

        private int Int() => int.Parse(Token(), CultureInfo.InvariantCulture);

        private string Token() => Until(End);

        private string Until(char mark)
        {
            int end = text.IndexOf(mark, _at);
            if (end < 0)
            {
                throw new FormatException("The text ends too early.");
            }

            string token = text.Substring(_at, end - _at);
            _at = end + 1;
            return token;
        }
    }
}
