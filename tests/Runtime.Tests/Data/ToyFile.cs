using Mandelstam.Data;

namespace Mandelstam.Runtime.Tests.Data;

/// <summary>Files for <see cref="ToyModel"/>: a function of the row number, so that any row can be checked.</summary>
internal static class ToyFile
{
    public static float X(long row) => (row * 0.1f) - 7;

    public static int Process(long row) => row % 3 == 0 ? 0 : 1;

    public static string Write(string path, int rows, Action<float[], int[], float[], string[]>? change = null)
    {
        float[] x = [.. Enumerable.Range(0, rows).Select(row => X(row))];
        int[] count = [.. Enumerable.Range(0, rows).Select(row => row % 5)];
        float[] weight = [.. Enumerable.Range(0, rows).Select(row => 1 + (row % 7))];
        string[] process = [.. Enumerable.Range(0, rows).Select(row => ToyModel.Instance.Processes[Process(row)])];
        change?.Invoke(x, count, weight, process);
        using TableWriter writer = TableWriter.Create(
            path,
            [new("toy_x", TableColumnType.Float32), new("toy_count", TableColumnType.Int32), new("weights", TableColumnType.Float32), new("process", TableColumnType.Text)]);
        writer.Append([x, count, weight, process], rows);
        writer.Complete();
        return path;
    }
}
