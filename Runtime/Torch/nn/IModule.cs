namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module of one argument.</summary>
        /// <typeparam name="T">The argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public interface IModule<T, TResult>
        {
            /// <summary>Runs the hooks and the module.</summary>
            TResult call(T input1);
        }

        /// <summary>A module of two arguments.</summary>
        /// <typeparam name="T1">The first argument.</typeparam>
        /// <typeparam name="T2">The second argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Runs the hooks and the module.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module of three arguments.</summary>
        /// <typeparam name="T1">The first argument.</typeparam>
        /// <typeparam name="T2">The second argument.</typeparam>
        /// <typeparam name="T3">The third argument.</typeparam>
        /// <typeparam name="TResult">The result.</typeparam>
        public interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Runs the hooks and the module.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }
    }
}
