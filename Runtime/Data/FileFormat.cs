namespace Mandelstam.Data;

/// <summary>How a table lies in a file: told by the name's extension.</summary>
/// <param name="IsParquet">Parquet, else delimited text with a header line.</param>
/// <param name="Delimiter">What separates the cells of a text file.</param>
/// <param name="IsGzipped">Whether the text is compressed.</param>
internal sealed record FileFormat(bool IsParquet, char Delimiter, bool IsGzipped)
{
    private static readonly (string Extension, FileFormat Format)[] Known =
    [
        (".parquet", new(true, ',', false)),
        (".csv", new(false, ',', false)),
        (".csv.gz", new(false, ',', true)),
        (".tsv", new(false, '\t', false)),
        (".tsv.gz", new(false, '\t', true)),
    ];

    /// <summary>"Parquet" or "CSV", for messages.</summary>
    public string Name => IsParquet ? "Parquet" : Delimiter == '\t' ? "TSV" : "CSV";

    /// <summary>The format of a file with this name.</summary>
    /// <exception cref="MandelstamException">The extension is not known.</exception>
    public static FileFormat Of(string path)
    {
        foreach ((string extension, FileFormat format) in Known)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        throw new MandelstamException(
            $"'{path}' has an extension that is not known. Known are {string.Join(", ", Known.Select(known => known.Extension))}.");
    }
}
