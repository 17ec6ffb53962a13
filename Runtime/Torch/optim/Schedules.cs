namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Half a cosine from the first step length down to a last one.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="T_max">The number of epochs until the last one.</param>
            /// <param name="eta_min">The last step length.</param>
            /// <param name="last_epoch">The last epoch that is over, -1 at the start.</param>
            /// <param name="verbose">Kept for compatibility: nothing is printed.</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (epoch, initial) => eta_min + ((initial - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2));

            /// <summary>A factor every so many epochs.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="step_size">The number of epochs.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The last epoch that is over, -1 at the start.</param>
            /// <param name="verbose">Kept for compatibility: nothing is printed.</param>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (epoch, initial) => initial * Math.Pow(gamma, epoch / step_size));

            /// <summary>A factor every epoch.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The last epoch that is over, -1 at the start.</param>
            /// <param name="verbose">Kept for compatibility: nothing is printed.</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (epoch, initial) => initial * Math.Pow(gamma, epoch));

            /// <summary>The first step length times a function of the epoch.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="lr_lambda">The function.</param>
            /// <param name="last_epoch">The last epoch that is over, -1 at the start.</param>
            /// <param name="verbose">Kept for compatibility: nothing is printed.</param>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (epoch, initial) => initial * lr_lambda(epoch));

            private sealed class Schedule : LRScheduler
            {
                private readonly Func<int, double, double> _rate;

                public Schedule(Optimizer optimizer, int last_epoch, Func<int, double, double> rate)
                    : base(optimizer, last_epoch)
                {
                    _rate = rate;
                    step();
                }

                private protected override double RateAt(int epoch, double initial) => _rate(epoch, initial);
            }
        }
    }
}
