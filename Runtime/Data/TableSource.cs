using System.IO.Compression;
using System.Text;
using Mandelstam.Data.DuckDb;

namespace Mandelstam.Data;

/// <summary>A table in one file, or in the files that a glob names, and how DuckDB is asked for it.</summary>
internal sealed class TableSource
{
    // Enough to meet every kind of cell that a column normally has; whatever comes later is an error when it is read.
    private const int SampledRows = 10_000;

    // DuckDB's own choice of 32 MB a buffer doubles the memory for reading text and makes it slower (measured: 108 MB against 49 MB).
    private const string TextBufferBytes = "8388608";

    private readonly FileFormat _format;
    private readonly string[] _files;

    private TableSource(string path, FileFormat format, string[] files)
    {
        Path = path;
        _format = format;
        _files = files;
        Columns = Guard(() => format.IsParquet ? DescribeParquet() : DescribeText());
    }

    /// <summary>The path or glob as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<SourceColumn> Columns { get; }

    /// <summary>Whether the file says how many rows it has, so that counting does not read it.</summary>
    public bool KnowsRowCount => _format.IsParquet;

    /// <summary>Whether cells are text in the file, whatever they mean.</summary>
    public bool IsDelimitedText => !_format.IsParquet;

    /// <summary>Finds the file or files and reads their schema.</summary>
    /// <exception cref="MandelstamException">No such file, an unknown extension, or nothing of that format in it.</exception>
    public static TableSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            throw new MandelstamException($"'{path}' is a folder. Name a file in it, or all of them: '{System.IO.Path.Combine(path, "*.parquet")}'.");
        }

        FileFormat format = FileFormat.Of(path);
        if (File.Exists(path))
        {
            return new TableSource(path, format, [path]);
        }

        string[] files = path.AsSpan().ContainsAny('*', '?', '[') ? Expand(path) : [];
        return files.Length > 0 ? new TableSource(path, format, files) : throw new MandelstamException($"There is no file '{path}'.");
    }

    /// <summary>The SQL that reads a column as text, for <see cref="Stream"/>.</summary>
    public static string Text(SourceColumn column) => Cast(column, "VARCHAR");

    /// <summary>The SQL that reads a column as 64-bit integers.</summary>
    public static string Integer(SourceColumn column) => Cast(column, "BIGINT");

    /// <summary>The SQL that reads a column in single precision.</summary>
    public static string Single(SourceColumn column) => Cast(column, "FLOAT");

    /// <summary>The SQL that reads a column in double precision.</summary>
    public static string Double(SourceColumn column) => Cast(column, "DOUBLE");

    /// <summary>The SQL that reads a column as numbers in its own type, in double precision where a vector of that type cannot be read.</summary>
    public string Number(SourceColumn column) => _format.IsParquet && !column.IsDirect ? Double(column) : Sql.Identifier(column.Name);

    /// <summary>Reads columns, in the order of the file's rows and in bounded memory.</summary>
    /// <param name="connection">Where to; it and the result are the caller's to dispose.</param>
    /// <param name="expressions">The SQL of each result column.</param>
    /// <param name="numbers">
    /// Names of columns of a delimited text to parse as float32, rounded once from the decimal text (DuckDB parses the target type directly); the
    /// others arrive as text.
    /// </param>
    public DuckDbResult Stream(DuckDbConnection connection, IEnumerable<string> expressions, IReadOnlySet<string> numbers) => Guard(() =>
    {
        VerifyWhole();
        return connection.Stream($"SELECT {string.Join(", ", expressions)} FROM {From(numbers)}");
    });

    /// <summary>Fetches with errors that name the file.</summary>
    public DuckDbChunk? Fetch(DuckDbResult result) => Guard(result.Fetch);

    /// <summary>The number of rows.</summary>
    public long CountRows()
    {
        return Guard(() =>
        {
            VerifyWhole();
            using DuckDbConnection connection = new();
            using DuckDbResult result = connection.Stream($"SELECT count(*) FROM {From(new HashSet<string>())}");
            using DuckDbChunk? chunk = result.Fetch();
            return chunk?.Long(0, 0) ?? 0;
        });
    }

    private static string Cast(SourceColumn column, string type) => $"CAST({Sql.Identifier(column.Name)} AS {type})";

    // A literal file name must not be read as a pattern: a bracket class with one member stands for that character alone.
    private static string Escape(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!full.AsSpan().ContainsAny('*', '?', '['))
        {
            return Sql.Literal(full);
        }

        if (full.Contains('\\', StringComparison.Ordinal))
        {
            throw new MandelstamException($"'{path}' has both a backslash and one of * ? [ in its path, which cannot be told apart here. Rename it.");
        }

        StringBuilder escaped = new();
        foreach (char character in full)
        {
            _ = character is '*' or '?' or '[' ? escaped.Append('[').Append(character).Append(']') : escaped.Append(character);
        }

        return Sql.Literal(escaped.ToString());
    }

    private static string[] Expand(string pattern)
    {
        try
        {
            using DuckDbConnection connection = new();
            string full = System.IO.Path.GetFullPath(pattern);
            using DuckDbResult result = connection.Stream($"SELECT file FROM glob({Sql.Literal(full)}) ORDER BY file");
            List<string> files = [];
            while (result.Fetch() is { } chunk)
            {
                using (chunk)
                {
                    for (int row = 0; row < chunk.Rows; row++)
                    {
                        files.Add(chunk.Text(0, row)!);
                    }
                }
            }

            return [.. files];
        }
        catch (DuckDbException problem)
        {
            throw new MandelstamException($"'{pattern}' cannot be searched for: {problem.Message}", problem);
        }
    }

    private void VerifyWhole()
    {
        if (_format.IsGzipped)
        {
            foreach (string file in _files)
            {
                GzipCheck.Verify(file);
            }
        }
    }

    private string From(IReadOnlySet<string> numbers)
    {
        string files = '[' + string.Join(", ", _files.Select(Escape)) + ']';
        if (_format.IsParquet)
        {
            return $"read_parquet({files}, hive_partitioning=false, union_by_name=false)";
        }

        IEnumerable<string> types = Columns.Select(column => $"{Sql.Literal(column.Name)}: '{(numbers.Contains(column.Name) ? "FLOAT" : "VARCHAR")}'");
        return ReadText(files, $"{{{string.Join(", ", types)}}}");
    }

    private string ReadText(string files, string columns) =>
        $"read_csv({files}, columns={columns}, header=true, delim={Sql.Literal(_format.Delimiter.ToString())}, quote='\"', escape='\"', nullstr='', " +
        $"allow_quoted_nulls=true, auto_detect=false, strict_mode=true, buffer_size={TextBufferBytes}, hive_partitioning=false, " +
        $"compression='{(_format.IsGzipped ? "gzip" : "none")}')";

    private List<SourceColumn> DescribeParquet()
    {
        using DuckDbConnection connection = new();
        using DuckDbResult result = connection.Stream(
            $"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {From(new HashSet<string>())})");
        List<SourceColumn> columns = [];
        while (result.Fetch() is { } chunk)
        {
            using (chunk)
            {
                for (int row = 0; row < chunk.Rows; row++)
                {
                    columns.Add(new SourceColumn(chunk.Text(0, row)!, chunk.Text(1, row)!));
                }
            }
        }

        return columns;
    }

    // DuckDB could guess all of this. Its guesses depend on the first rows, though, and a table of text has no header for it.
    private List<SourceColumn> DescribeText()
    {
        string[] names = ReadHeader(_files[0]);
        foreach (string file in _files.Skip(1))
        {
            if (!ReadHeader(file).SequenceEqual(names, StringComparer.Ordinal))
            {
                throw new MandelstamException($"'{file}' does not have the header line of '{_files[0]}', which '{Path}' names, too.");
            }
        }

        string files = '[' + string.Join(", ", _files.Select(Escape)) + ']';
        string columns = '{' + string.Join(", ", names.Select(name => $"{Sql.Literal(name)}: 'VARCHAR'")) + '}';
        IEnumerable<string> examples = names.Select(Sql.Identifier).Select(name =>
            $"first({name}) FILTER (WHERE {name} IS NOT NULL AND TRY_CAST({name} AS FLOAT) IS NULL)");
        using DuckDbConnection connection = new();
        using DuckDbResult result = connection.Stream(
            $"SELECT {string.Join(", ", examples)} FROM (SELECT * FROM {ReadText(files, columns)} LIMIT {SampledRows})");
        using DuckDbChunk? chunk = result.Fetch();
        return
        [
            .. names.Select((name, i) =>
                chunk?.Text(i, 0) is { } text ? new SourceColumn(name, "VARCHAR", text) : new SourceColumn(name, "DOUBLE")),
        ];
    }

    private string[] ReadHeader(string file)
    {
        string? line;
        try
        {
            using FileStream stream = File.OpenRead(file);
            using Stream plain = _format.IsGzipped ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            using StreamReader reader = new(plain, Encoding.UTF8);
            line = reader.ReadLine();
        }
        catch (InvalidDataException problem)
        {
            throw new MandelstamException($"'{file}' is not gzip, or is damaged ({problem.Message}) Fetch or export it again.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MandelstamException($"'{file}' cannot be read: {problem.Message}", problem);
        }

        if (string.IsNullOrEmpty(line))
        {
            throw new MandelstamException($"'{file}' is empty: it has no header line with the names of its columns.");
        }

        string[] names = SplitCells(line);
        if (names.Length == 1 && names[0].IndexOfAny([';', '\t', '|']) is var at and >= 0)
        {
            string separator = names[0][at] == '\t' ? "tabs" : $"'{names[0][at]}'";
            throw new MandelstamException($"'{file}' separates its columns by {separator}, not by commas. Export it with commas, or as Parquet.");
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            if (name.Length == 0 || !seen.Add(name))
            {
                throw new MandelstamException(name.Length == 0
                    ? $"'{file}' has a column without a name in its header line. Name every column."
                    : $"'{file}' names the column '{name}' twice in its header line (letter case does not count). Rename one.");
            }
        }

        return names;
    }

    private string[] SplitCells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char character = line[i];
            if (character == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (character == _format.Delimiter && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DuckDbException problem)
        {
            if (problem.IsOutOfMemory)
            {
                throw new MandelstamException(
                    $"'{Path}' needs more memory than is set aside for reading ({problem.Message}). Write it with smaller row groups.",
                    problem);
            }

            string advice = _format.IsParquet
                ? "It is truncated, damaged, or not Parquet: fetch or export it again."
                : "Correct that line, or export the file again.";
            throw new MandelstamException($"'{Path}' cannot be read as {_format.Name}: {problem.Message.TrimEnd('.')}. {advice}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MandelstamException($"'{Path}' cannot be read: {problem.Message}", problem);
        }
    }
}
