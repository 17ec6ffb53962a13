using System.Text;
using Mandelstam.Networks;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Torch;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_is_saved_is_loaded()
    {
        using DisposeScope scope = NewDisposeScope();
        (string, Tensor)[] tensors =
        [
            ("a", randn(3, 4)), ("b.weight", arange(5)), ("scalar", tensor(2.5)), ("empty", zeros(0, 3)), ("turned", randn(2, 3).t()),
            ("mask", tensor([true, false])),
        ];
        Safetensors.Save(_path, tensors, new Dictionary<string, string> { ["model"] = "x", ["note"] = "ü" });
        (Dictionary<string, Tensor> loaded, Dictionary<string, string> metadata) = Safetensors.Load(_path);
        Assert.Equal("ü", metadata["note"]);
        Assert.Equal(tensors.Length, loaded.Count);
        foreach ((string name, Tensor tensor) in tensors)
        {
            Assert.Equal(tensor.shape, loaded[name].shape);
            Assert.Equal(tensor.dtype, loaded[name].dtype);
            Assert.True(tensor.Equals(loaded[name]), name);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Safetensors.Save(_path, [("a", ones(4))]);
        byte[] whole = File.ReadAllBytes(_path);
        foreach (int length in new[] { 0, 7, 8, 20, whole.Length - 1 })
        {
            File.WriteAllBytes(_path, whole[..length]);
            MandelstamException error = Assert.Throws<MandelstamException>(() => Safetensors.Load(_path));
            Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        }
        File.WriteAllBytes(_path, [.. whole, 0]);
        Assert.Throws<MandelstamException>(() => Safetensors.Load(_path));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", "F31")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "asks for 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "start at -4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "end at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "impossible")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", "asks for")]
    [InlineData("""{"a":{"shape":[1]}}""", "header")]
    [InlineData("""not json""", "header")]
    public void A_header_that_lies_is_refused(string header, string problem)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(_path, [.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[4]]);
        MandelstamException error = Assert.Throws<MandelstamException>(() => Safetensors.Load(_path));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_checkpoint_changes_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear source = nn.Linear(3, 2);
        using Linear target = nn.Linear(3, 2);
        using Linear larger = nn.Linear(4, 2);
        Safetensors.Save(_path, source.state_dict().Select(entry => (entry.Key, entry.Value)), new Dictionary<string, string> { ["model"] = "linear" });
        Tensor before = target.weight.detach().clone();
        Assert.Throws<MandelstamException>(() => Safetensors.LoadInto(_path, target, "flow"));
        Assert.True(before.Equals(target.weight.detach()));
        MandelstamException shapes = Assert.Throws<MandelstamException>(() => Safetensors.LoadInto(_path, larger, "linear"));
        Assert.Contains("'weight' is [2, 3], in the network [2, 4]", shapes.Message, StringComparison.Ordinal);
        Safetensors.LoadInto(_path, target, "linear");
        Assert.True(source.weight.detach().Equals(target.weight.detach()));
    }

    [Fact]
    public void A_missing_file_is_named()
        => Assert.Contains(_path, Assert.Throws<MandelstamException>(() => Safetensors.Load(_path)).Message, StringComparison.Ordinal);
}
