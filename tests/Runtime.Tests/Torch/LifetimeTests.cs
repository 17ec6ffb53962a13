using System.Diagnostics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Torch;

[Collection(MemoryCollection.Name)]
public sealed class LifetimeTests
{
    [Fact]
    public void A_scope_disposes_of_what_was_made_in_it_but_not_of_what_was_moved_out()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor inside, moved, detached;
        using (NewDisposeScope())
        {
            inside = ones(3);
            moved = zeros(3).MoveToOuterDisposeScope();
            detached = zeros(2).DetachFromDisposeScope();
        }
        Assert.True(inside.IsInvalid);
        Assert.False(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => inside + 1);
        outer.Dispose();
        Assert.True(moved.IsInvalid);
        Assert.Equal(0, detached.sum().item<float>());
        detached.Dispose();
    }

    [Fact]
    public void Scopes_count_what_they_own()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = ones(1);
        Tensor second = ones(1);
        Assert.Equal(2, scope.DisposablesCount);
        first.Dispose();
        Assert.Equal(1, scope.DisposablesCount);
        scope.DisposeEverythingBut(second);
        Assert.False(second.IsInvalid);
        scope.DisposeEverything();
        Assert.True(second.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Ten_thousand_training_steps_do_not_grow_the_process()
    {
        using DisposeScope outer = NewDisposeScope();
        manual_seed(1);
        using TorchSharp.Modules.Sequential net = nn.Sequential(nn.Linear(8, 32), nn.SiLU(), nn.Linear(32, 1));
        using TorchSharp.Modules.Adam adam = optim.Adam(net.parameters(), lr: 1e-3);
        Tensor x = randn(64, 8);
        Tensor y = x.pow(2).sum(1, keepdim: true);
        Train(1000);
        double first = Loss();
        long before = ResidentBytes();
        Train(9000);
        // A leak of one 64 × 32 activation per step would be 74 MB; 40 MB leave room for the allocator and the just-in-time compiler.
        Assert.InRange(ResidentBytes() - before, long.MinValue, 40L << 20);
        Assert.True(Loss() < first);

        void Train(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                adam.zero_grad();
                nn.functional.mse_loss(net.call(x), y).backward();
                adam.step();
            }
        }

        double Loss()
        {
            using DisposeScope scope = NewDisposeScope();
            return nn.functional.mse_loss(net.call(x), y).item<float>();
        }

        static long ResidentBytes()
        {
            using Process process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        double[] results = new double[8];
        Parallel.For(0, results.Length, i =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor total = zeros(1, dtype: float64);
            for (int k = 0; k < 200; k++)
            {
                total = total + full([10], i, dtype: float64).sum();
            }
            results[i] = total.item<double>();
        });
        Assert.Equal(Enumerable.Range(0, 8).Select(i => 2000.0 * i), results);
    }
}
