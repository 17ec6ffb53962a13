namespace TorchSharp;

public static partial class torch
{
    /// <summary>The default random generator.</summary>
    public static class random
    {
        /// <summary>Seeds the default generators of all devices.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>The seed of the default generator.</summary>
        public static long initial_seed() => torch.initial_seed();

        /// <summary>The state of the default generator.</summary>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <summary>Sets the state of the default generator.</summary>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
