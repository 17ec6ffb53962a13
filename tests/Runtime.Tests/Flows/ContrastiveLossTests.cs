using Mandelstam.Flows;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>Eq. 5 with its two guards.</summary>
public sealed class ContrastiveLossTests
{
    [Fact]
    public void Loss_is_the_printed_one_with_weighted_means()
    {
        using DisposeScope scope = NewDisposeScope();
        ContrastiveLoss loss = new() { Contrast = 2 };
        Tensor value = loss.Batch(tensor([-1f, -3f]), tensor([-2f, -4f]), tensor([1f, 3f]), tensor([3f, 1f]));

        // −(−1·1 − 3·3)/4 + 2·(−2·3 − 4·1)/4
        Assert.Equal(2.5 - 5, value.item<float>(), 1e-6);
        Assert.Equal(2.5 - 5, loss.Value([-1f, -3f], [1f, 3f], [-2f, -4f], [3f, 1f]), 1e-12);
    }

    [Fact]
    public void Loss_below_the_clamp_is_the_clamp_and_moves_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        ContrastiveLoss loss = new() { Contrast = 2, Clamp = -50, Floor = double.NegativeInfinity };
        Tensor target = tensor([-1f]).requires_grad_();
        Tensor contrast = tensor([-40f]).requires_grad_();
        Tensor value = loss.Batch(target, contrast);
        value.backward();

        Assert.Equal(-50f, value.item<float>());
        Assert.Equal(0f, target.grad!.item<float>());
        Assert.Equal(0f, contrast.grad!.item<float>());
    }

    [Fact]
    public void Contrast_event_beyond_the_floor_counts_as_the_floor_and_is_pushed_no_further()
    {
        using DisposeScope scope = NewDisposeScope();
        ContrastiveLoss loss = new() { Contrast = 1, Floor = -20 };
        Tensor contrast = tensor([-5f, -1000f]).requires_grad_();
        Tensor value = loss.Batch(tensor([-2f]), contrast);
        value.backward();

        Assert.Equal(2 + ((-5 - 20) / 2.0), value.item<float>(), 1e-5);
        Assert.Equal([0.5f, 0f], contrast.grad!.data<float>().ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Senseless_contrast_is_refused(double contrast) =>
        Assert.Throws<MandelstamException>(() => new ContrastiveLoss { Contrast = contrast }.Validate());
}
