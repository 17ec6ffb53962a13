using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: parameters, buffers and modules, each under a name. The fields of a deriving class are registered under their own
        /// names by <see cref="RegisterComponents"/>, which its constructor calls last.
        /// </summary>
        public class Module : IDisposable
        {
            /// <summary>The modules inside, in order.</summary>
            private protected readonly OrderedDict<string, Module> _internal_submodules = new();

            private readonly OrderedDict<string, (Tensor Buffer, bool Persistent)> _buffers = new();
            private readonly OrderedDict<string, Parameter> _parameters = new();
            private bool _areComponentsRegistered;
            private bool _training = true;

            /// <summary>Makes an empty module.</summary>
            /// <param name="name">The name, for messages.</param>
            protected Module(string name) => this.name = name;

            /// <summary>Whether the module is in training mode.</summary>
            public virtual bool training => _training;

            /// <summary>The name that the constructor was given.</summary>
            protected string name { get; }

            /// <summary>Disposes of the parameters, buffers and modules inside.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>The name.</summary>
            public virtual string GetName() => name;

            /// <summary>Switches to training mode, or out of it, also the modules inside.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (Module module in children())
                {
                    module.train(train);
                }
            }

            /// <summary>Switches to evaluation mode, also the modules inside.</summary>
            public virtual void eval() => train(false);

            /// <summary>Applies an action to the modules inside, innermost first, then to this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module module in children())
                {
                    module.apply(fn);
                }
                fn(this);
                return this;
            }

            /// <summary>Drops the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }
                    using Tensor? gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            /// <summary>The parameters with their names, dotted for those of modules inside; each tensor once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<nint> seen = [];
                foreach ((string name, Parameter parameter) in _parameters)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter.Handle))
                    {
                        yield return (name, parameter);
                    }
                }
                if (!recurse)
                {
                    yield break;
                }
                foreach ((string outer, Module module) in named_children())
                {
                    foreach ((string inner, Parameter parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter.Handle))
                        {
                            yield return ($"{outer}.{inner}", parameter);
                        }
                    }
                }
            }

            /// <summary>The parameters, each tensor once.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The buffers that belong to the state, with their names; each tensor once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<nint> seen = [];
                foreach ((string name, (Tensor buffer, bool persistent)) in _buffers)
                {
                    if (persistent && !buffer.IsInvalid && seen.Add(buffer.Handle))
                    {
                        yield return (name, buffer);
                    }
                }
                if (!recurse)
                {
                    yield break;
                }
                foreach ((string outer, Module module) in named_children())
                {
                    foreach ((string inner, Tensor buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.Handle))
                        {
                            yield return ($"{outer}.{inner}", buffer);
                        }
                    }
                }
            }

            /// <summary>The buffers that belong to the state, each tensor once.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>The modules directly inside, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            /// <summary>The modules directly inside.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            /// <summary>All modules inside at any depth, with dotted names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string, Module) child in named_children())
                {
                    yield return child;
                }
                foreach ((string outer, Module module) in named_children())
                {
                    foreach ((string inner, Module nested) in module.named_modules())
                    {
                        yield return ($"{outer}.{inner}", nested);
                    }
                }
            }

            /// <summary>All modules inside at any depth.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <summary>The parameters and buffers by name: the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? string.Empty : $"{prefix}.";
                foreach ((string name, Parameter parameter) in named_parameters())
                {
                    destination.TryAdd(start + name, parameter);
                }
                foreach ((string name, Tensor buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(start + name, buffer);
                }
                // Tensors that are shared have one entry per name here, while the walks above yield them once.
                foreach ((string name, Module module) in named_children())
                {
                    module.state_dict(destination, start + name);
                }
                return destination;
            }

            /// <summary>Copies numbers into the parameters and buffers.</summary>
            /// <param name="source">The numbers by name.</param>
            /// <param name="strict">Whether the names must be exactly those of this module.</param>
            /// <param name="skip">Names that are left alone.</param>
            /// <returns>The names that the source lacks, and those that only it has.</returns>
            /// <exception cref="InvalidOperationException">The names differ, with <paramref name="strict"/>.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                Dictionary<string, Tensor> own = state_dict();
                List<string> missing = [.. own.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !skip.Contains(key) && !own.ContainsKey(key))];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }
                using IDisposable quiet = no_grad();
                foreach ((string key, Tensor value) in source)
                {
                    if (!skip.Contains(key) && own.TryGetValue(key, out Tensor? target))
                    {
                        target.copy_(value);
                    }
                }
                return (missing, unexpected);
            }

            /// <summary>The parameter of a dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target)
                => named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

            /// <summary>The buffer of a dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(entry => entry.name == target).buffer;

            /// <summary>Whether there is a parameter of a dotted name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>Whether there is a buffer of a dotted name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Takes in a tensor that moves with the module but is not trained.</summary>
            /// <param name="name">The name.</param>
            /// <param name="tensor">The tensor.</param>
            /// <param name="persistent">Whether it belongs to the state.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                }
                if (!_buffers.TryAdd(name, (tensor.DetachFromDisposeScope(), persistent)))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }
            }

            /// <summary>Takes in a parameter.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                }
                if (!_parameters.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }
            }

            /// <summary>Takes in a module.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Takes in a module; null takes one out.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name))
                {
                    throw new ArgumentException("module name can't be empty string \"\"");
                }
                if (name.Contains('.'))
                {
                    throw new ArgumentException($"module name can't contain \".\", got: {name}");
                }
                submodule.RegisterComponents();
                if (!_internal_submodules.TryAdd(name, submodule))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }
            }

            /// <summary>Moves parameters and buffers to a device and converts the floating-point ones; the tensors stay the same objects' fields.</summary>
            internal Module Move(Device? device, ScalarType? dtype, bool non_blocking)
            {
                if (dtype is { } type && !type.IsFloatingPoint() && !type.IsComplex())
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={type}");
                }
                foreach (Module module in children())
                {
                    module.Move(device, dtype, non_blocking);
                }
                foreach ((string name, Parameter parameter) in _parameters.ToList())
                {
                    if (Moved(parameter, device, dtype, non_blocking) is { } moved)
                    {
                        Parameter replacement = AsParameter(parameter, moved, device, dtype, non_blocking);
                        _parameters[name] = replacement;
                        ReplaceMember(name, parameter, replacement);
                        parameter.Dispose();
                    }
                }
                foreach ((string name, (Tensor buffer, bool persistent)) in _buffers.ToList())
                {
                    if (Moved(buffer, device, dtype, non_blocking) is { } moved)
                    {
                        _buffers[name] = (moved, persistent);
                        ReplaceMember(name, buffer, moved);
                        buffer.Dispose();
                    }
                }
                return this;
            }

            /// <summary>Registers the fields that hold parameters, modules or tensors, under their names or those of <see cref="ComponentNameAttribute"/>.</summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered)
                {
                    return;
                }
                foreach (FieldInfo field in Fields())
                {
                    string component = NameOf(field);
                    if (_internal_submodules.ContainsKey(component) || _parameters.ContainsKey(component) || _buffers.ContainsKey(component))
                    {
                        continue;
                    }
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter:
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _areComponentsRegistered = true;
            }

            /// <summary>Sets, replaces or, with null, takes out a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                {
                    _parameters.Remove(name);
                }
                else
                {
                    _parameters[name] = value;
                }
            }

            /// <summary>Sets, replaces or, with null, takes out a buffer.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    _buffers.Remove(name);
                }
                else
                {
                    _buffers[name] = (value, persistent);
                }
            }

            /// <summary>Takes out all modules.</summary>
            protected void ClearModules() => _internal_submodules.Clear();

            /// <summary>Disposes of the parameters, buffers and modules inside.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }
                foreach ((_, Parameter parameter) in _parameters)
                {
                    parameter.Dispose();
                }
                foreach ((_, (Tensor buffer, _)) in _buffers)
                {
                    buffer.Dispose();
                }
                foreach (Module module in children())
                {
                    module.Dispose();
                }
            }

            private static string NameOf(FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;

            private static Tensor? Moved(Tensor tensor, Device? device, ScalarType? dtype, bool non_blocking)
            {
                ScalarType type = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                using IDisposable quiet = no_grad();
                Tensor moved = tensor.to(type, device ?? tensor.device, non_blocking: non_blocking);
                return ReferenceEquals(moved, tensor) ? null : moved.DetachFromDisposeScope();
            }

            private static Parameter AsParameter(Parameter original, Tensor moved, Device? device, ScalarType? dtype, bool non_blocking)
            {
                Parameter replacement = new(moved, original.requires_grad);
                using Tensor? gradient = original.grad;
                if (gradient is not null)
                {
                    using Tensor? movedGradient = Moved(gradient, device, dtype, non_blocking);
                    replacement.grad = movedGradient ?? gradient;
                }
                return replacement;
            }

            private void ReplaceMember(string name, Tensor original, Tensor replacement)
            {
                foreach (FieldInfo field in Fields())
                {
                    if (NameOf(field) == name && ReferenceEquals(field.GetValue(this), original))
                    {
                        field.SetValue(this, replacement);
                    }
                }
            }

            // Private fields of base classes are not among those of a type; a name that a class hides counts once.
            private IEnumerable<FieldInfo> Fields()
            {
                HashSet<string> seen = [];
                for (Type? type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                    {
                        if (seen.Add(field.Name))
                        {
                            yield return field;
                        }
                    }
                }
            }
        }
    }
}
