using System.Runtime.InteropServices;

namespace Mandelstam.Trees;

/// <summary>The part of LightGBM's C API that is used (c_api.h, version 4).</summary>
internal static partial class LightGbm
{
    /// <summary>The type of the numbers handed over.</summary>
    public const int Float32 = 0;

    /// <summary>Predictions as probabilities.</summary>
    public const int Normal = 0;

    /// <summary>Importance as the sum of the gains of all splits.</summary>
    public const int Gain = 1;

    private const string Library = "lib_lightgbm";

    /// <summary>Calls a function and turns its failure into an exception.</summary>
    /// <exception cref="MandelstamException">LightGBM refuses, or is not there.</exception>
    public static void Check(Func<int> call)
    {
        int code;
        try
        {
            code = call();
        }
        catch (DllNotFoundException missing)
        {
            throw new MandelstamException($"LightGBM cannot be loaded ({missing.Message}). It comes with the NuGet package LightGBM and needs libgomp.so.1 (Debian: apt-get install libgomp1).", missing);
        }

        if (code != 0)
        {
            throw new MandelstamException($"LightGBM: {Marshal.PtrToStringUTF8(LastError())}");
        }
    }

    [LibraryImport(Library, EntryPoint = "LGBM_GetLastError")]
    private static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int CreateDataset(float* data, int type, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int SetField(nint dataset, string name, float* values, int count, int type);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    public static partial int FreeDataset(nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateBooster(nint dataset, string parameters, out nint booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int Update(nint booster, out int isFinished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int Predict(
        nint booster, float* data, int type, int rows, int columns, int isRowMajor, int kind, int firstIteration, int iterations, string parameters, out long count, double* result);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFeatureImportance")]
    public static unsafe partial int Importance(nint booster, int iterations, int kind, double* result);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    public static partial int FreeBooster(nint booster);
}
