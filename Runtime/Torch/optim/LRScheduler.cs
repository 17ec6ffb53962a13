namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of the step length.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Sets the step lengths of an optimizer, epoch by epoch.</summary>
            public abstract class LRScheduler
            {
                private readonly List<ILearningRateController> _groups;
                private readonly List<double> _initial;
                private int _epoch;

                /// <summary>Takes over an optimizer's step lengths.</summary>
                /// <param name="optimizer">The optimizer.</param>
                /// <param name="last_epoch">The last epoch that is over, -1 at the start.</param>
                private protected LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _groups = [.. optimizer.ParamGroups];
                    _initial = [.. _groups.Select(group => group.InitialLearningRate)];
                    _epoch = last_epoch;
                }

                /// <summary>Goes to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes to an epoch, or to the next one.</summary>
                public virtual void step(int? epoch)
                {
                    _epoch = epoch ?? (_epoch + 1);
                    for (int i = 0; i < _groups.Count; i++)
                    {
                        _groups[i].LearningRate = RateAt(_epoch, _initial[i]);
                    }
                }

                /// <summary>The step lengths of the groups.</summary>
                public IEnumerable<double> get_last_lr() => [.. _groups.Select(group => group.LearningRate)];

                /// <summary>The step length in an epoch.</summary>
                private protected abstract double RateAt(int epoch, double initial);
            }
        }
    }
}
