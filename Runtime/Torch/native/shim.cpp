// A C ABI over libtorch's dispatcher: look an operator up by its schema name, call it, get tensors back; plus tensor life, autograd, modes and
// seeds. No operator has code of its own here. Only C++ API that is the same from libtorch 1.13 to 2.x is used, so one source builds on all.
//
// Handles. A tensor is a bare c10::TensorImpl* that owns one reference; null is an undefined tensor. A generator is a bare GeneratorImpl* likewise.
// Errors. A function that can fail returns -1 and leaves the message in mt_error(), per thread; every other value is its result.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/cuda.h>
#include <torch/version.h>

#define API extern "C" __attribute__((visibility("default")))

using at::Tensor;
using c10::IValue;
using OptionalTensor = decltype(std::declval<IValue&>().toOptional<Tensor>());   // c10::optional in 1.13, std::optional in 2.x
using TensorPointer = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

static_assert(sizeof(Tensor) == sizeof(void*), "a handle is borrowed by reading the pointer as a Tensor");

namespace {

thread_local std::string last_error;

template <class F>
int guarded(F&& body) {
  try {
    return body();
  } catch (const c10::Error& error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "an unknown native exception";
  }
  return -1;
}

// ---- handles ----------------------------------------------------------------------------------------------------------------------------------

const Tensor undefined;

// Borrowing does not touch the reference count.
const Tensor& borrow(void* const& handle) { return handle ? *reinterpret_cast<const Tensor*>(&handle) : undefined; }

void* own(Tensor&& tensor) { return tensor.defined() ? static_cast<void*>(tensor.unsafeReleaseTensorImpl()) : nullptr; }

Tensor adopt(void* handle) { return handle ? Tensor(TensorPointer::reclaim(static_cast<c10::TensorImpl*>(handle))) : Tensor(); }

std::vector<Tensor> borrow_all(void* const* handles, int count) {
  std::vector<Tensor> result;
  result.reserve(count);
  for (int i = 0; i < count; i++) result.push_back(borrow(handles[i]));
  return result;
}

at::Generator borrow_generator(void* handle) {
  auto pointer = c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle));
  return at::Generator(std::move(pointer));
}

// ---- values: the same layout and tags as Value in Native/Value.cs ---------------------------------------------------------------------------------

enum Tag : int32_t { None, ATensor, Int, Double, Bool, Ints, Doubles, Tensors, OptionalTensors, String, Device, Generator, Default };

struct Value {
  int32_t tag;
  int32_t count;
  union {
    int64_t integer;
    double real;
    void* pointer;
  };
};
static_assert(sizeof(Value) == 16, "shared with the managed side");

template <class T>
IValue box_list(const Value& value) {
  c10::List<T> list;
  list.reserve(value.count);
  auto items = static_cast<const T*>(value.pointer);
  for (int i = 0; i < value.count; i++) list.push_back(items[i]);
  return IValue(std::move(list));
}

IValue box(const Value& value, const c10::Argument& argument) {
  switch (value.tag) {
    case None: return IValue();
    case ATensor: return IValue(borrow(value.pointer));
    case Int: return argument.type()->kind() == c10::TypeKind::FloatType ? IValue(static_cast<double>(value.integer)) : IValue(value.integer);
    case Double: return IValue(value.real);
    case Bool: return IValue(value.integer != 0);
    case Ints: return box_list<int64_t>(value);
    case Doubles: return box_list<double>(value);
    case Tensors: {
      c10::List<Tensor> list;
      auto handles = static_cast<void* const*>(value.pointer);
      for (int i = 0; i < value.count; i++) list.push_back(borrow(handles[i]));
      return IValue(std::move(list));
    }
    case OptionalTensors: {
      c10::List<OptionalTensor> list;
      auto handles = static_cast<void* const*>(value.pointer);
      for (int i = 0; i < value.count; i++) list.push_back(handles[i] ? OptionalTensor(borrow(handles[i])) : OptionalTensor());
      return IValue(std::move(list));
    }
    case String: return IValue(std::string(static_cast<const char*>(value.pointer), value.count));
    case Device: return IValue(c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.integer)));
    case Generator: return IValue(borrow_generator(value.pointer));
    case Default:
      TORCH_CHECK(argument.default_value().has_value(), "argument ", argument.name(), " has no default");
      return *argument.default_value();
    default: TORCH_CHECK(false, "unknown value tag ", value.tag);
  }
}

void unbox(IValue&& value, Value& result, std::vector<void*>& list) {
  if (value.isTensor()) {
    result.tag = ATensor;
    result.pointer = own(std::move(value).toTensor());
  } else if (value.isInt()) {
    result.tag = Int;
    result.integer = value.toInt();
  } else if (value.isDouble()) {
    result.tag = Double;
    result.real = value.toDouble();
  } else if (value.isBool()) {
    result.tag = Bool;
    result.integer = value.toBool();
  } else if (value.isNone()) {
    result.tag = None;
  } else if (value.isTensorList()) {
    auto tensors = value.toTensorVector();
    result.tag = Tensors;
    result.count = static_cast<int32_t>(tensors.size());
    for (auto& tensor : tensors) list.push_back(own(std::move(tensor)));
  } else {
    TORCH_CHECK(false, "an operator returned a ", value.tagKind(), ", which this binding does not read");
  }
}

// ---- operators --------------------------------------------------------------------------------------------------------------------------------

struct Operator;
using TypedCall = bool (*)(const Operator&, const Value*, Value*);

struct Operator {
  c10::OperatorHandle handle;
  const c10::FunctionSchema* schema;
  TypedCall typed;   // null: only the boxed route
};

// How a typed call reads one argument, and which tags it accepts. Everything else (defaults, numbers of another kind) goes the boxed route,
// which converts or rejects it.
template <class T> struct Read;
template <> struct Read<const Tensor&> {
  static bool accepts(const Value& v) { return v.tag == ATensor; }
  static const Tensor& from(const Value& v) { return borrow(v.pointer); }
};
template <> struct Read<const at::Scalar&> {
  static bool accepts(const Value& v) { return v.tag == Int || v.tag == Double || v.tag == Bool; }
  static at::Scalar from(const Value& v) {
    return v.tag == Int ? at::Scalar(v.integer) : v.tag == Bool ? at::Scalar(v.integer != 0) : at::Scalar(v.real);
  }
};
template <> struct Read<int64_t> {
  static bool accepts(const Value& v) { return v.tag == Int; }
  static int64_t from(const Value& v) { return v.integer; }
};
template <> struct Read<bool> {
  static bool accepts(const Value& v) { return v.tag == Bool; }
  static bool from(const Value& v) { return v.integer != 0; }
};

template <class... A>
struct Typed {
  template <size_t... I>
  static bool call_at(const Operator& op, const Value* arguments, Value* result, std::index_sequence<I...>) {
    if (!(Read<A>::accepts(arguments[I]) && ...)) return false;
    Tensor tensor = op.handle.typed<Tensor(A...)>().call(Read<A>::from(arguments[I])...);
    result->tag = ATensor;
    result->pointer = own(std::move(tensor));
    return true;
  }
  static bool call(const Operator& op, const Value* arguments, Value* result) {
    return call_at(op, arguments, result, std::index_sequence_for<A...>{});
  }
  // The dispatcher checks the C++ signature; one that takes SymInt in 2.x is refused here and stays boxed.
  static bool fits(const c10::OperatorHandle& handle) {
    try {
      (void)handle.typed<Tensor(A...)>();
      return true;
    } catch (const c10::Error&) {
      return false;
    }
  }
};

struct Signature {
  const char* key;
  TypedCall call;
  bool (*fits)(const c10::OperatorHandle&);
};

template <class... A>
constexpr Signature signature(const char* key) { return {key, &Typed<A...>::call, &Typed<A...>::fits}; }

using T = const Tensor&;
using S = const at::Scalar&;

// T tensor, S number, i integer, b boolean: the signatures of the small operators, where boxing would cost more than the work.
const Signature signatures[] = {
    signature<T>("T"),          signature<T, T>("TT"),          signature<T, S>("TS"),             signature<T, T, S>("TTS"),
    signature<T, S, S>("TSS"),  signature<T, T, T>("TTT"),      signature<T, T, T, S>("TTTS"),     signature<T, T, T, S, S>("TTTSS"),
    signature<T, int64_t>("Ti"), signature<T, int64_t, int64_t>("Tii"), signature<T, bool>("Tb"), signature<T, int64_t, bool>("Tib"),
    signature<T, T, bool>("TTb"), signature<T, T, int64_t>("TTi"),
};

char letter(const c10::Argument& argument) {
  if (argument.alias_info() && argument.alias_info()->isWrite()) return '!';   // in-place operators return a reference, another C++ type
  switch (argument.type()->kind()) {
    case c10::TypeKind::TensorType: return 'T';
    case c10::TypeKind::NumberType: return 'S';
    case c10::TypeKind::IntType: return 'i';
    case c10::TypeKind::BoolType: return 'b';
    default: return '?';
  }
}

TypedCall find_typed(const c10::OperatorHandle& handle) {
  const auto& schema = handle.schema();
  if (schema.returns().size() != 1 || schema.returns()[0].type()->kind() != c10::TypeKind::TensorType) return nullptr;
  std::string key;
  for (const auto& argument : schema.arguments()) key += letter(argument);
  for (const auto& candidate : signatures)
    if (key == candidate.key && candidate.fits(handle)) return candidate.call;
  return nullptr;
}

// Operators call operators (a custom function runs managed code, which calls back in), so each depth has a stack of its own.
thread_local std::vector<std::vector<IValue>> stacks;
thread_local size_t depth;

class StackLease {
 public:
  StackLease() {
    if (depth < stacks.size()) values.swap(stacks[depth]);
    depth++;
  }
  ~StackLease() {
    values.clear();
    depth--;
    if (depth >= stacks.size()) stacks.resize(depth + 1);
    values.swap(stacks[depth]);
  }
  std::vector<IValue> values;
};

thread_local std::vector<void*> returned_list;   // tensors of a list-valued return; the caller takes them right after the call

}  // namespace

API const char* mt_error() { return last_error.c_str(); }
API void mt_set_error(const char* message) { last_error = message; }
API const char* mt_version() { return TORCH_VERSION; }

API int mt_operator(const char* name, const char* overload, const void** result) {
  return guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    *result = new Operator{handle, &handle.schema(), find_typed(handle)};
    return 0;
  });
}

// Returns the number of results. Arguments that are left out take the schema's defaults.
API int mt_call(const Operator* op, int count, const Value* arguments, int capacity, Value* results) {
  return guarded([&] {
    const auto& expected = op->schema->arguments();
    const int arity = static_cast<int>(expected.size());
    if (op->typed && count == arity && op->typed(*op, arguments, results)) return 1;
    TORCH_CHECK(count <= arity && capacity >= static_cast<int>(op->schema->returns().size()), "wrong number of arguments or results for ", *op->schema);
    StackLease lease;
    auto& stack = lease.values;
    stack.reserve(arity);
    for (int i = 0; i < count; i++) stack.push_back(box(arguments[i], expected[i]));
    const Value by_default{Default, 0, {0}};
    for (int i = count; i < arity; i++) stack.push_back(box(by_default, expected[i]));
    op->handle.callBoxed(&stack);
    returned_list.clear();
    for (size_t i = 0; i < stack.size(); i++) unbox(std::move(stack[i]), results[i], returned_list);
    return static_cast<int>(stack.size());
  });
}

API void mt_take_list(void** result) {
  std::copy(returned_list.begin(), returned_list.end(), result);
  returned_list.clear();
}

// ---- tensors ----------------------------------------------------------------------------------------------------------------------------------

API void mt_release(void* handle) { adopt(handle); }
API void mt_release_all(void* const* handles, int count) {
  for (int i = 0; i < count; i++) adopt(handles[i]);
}
API void* mt_retain(void* handle) { return own(Tensor(borrow(handle))); }

API int mt_empty(int dimensions, const int64_t* sizes, int type, int device, int index, void** result) {
  return guarded([&] {
    auto options = at::TensorOptions().dtype(static_cast<c10::ScalarType>(type)).device(c10::Device(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index)));
    *result = own(at::empty(at::IntArrayRef(sizes, dimensions), options));
    return 0;
  });
}

API int mt_data(void* handle, void** result) {
  return guarded([&] {
    *result = borrow(handle).data_ptr();
    return 0;
  });
}

API int mt_dimensions(void* handle) { return static_cast<int>(borrow(handle).dim()); }
API int64_t mt_elements(void* handle) { return borrow(handle).numel(); }
API int64_t mt_bytes(void* handle) { return borrow(handle).numel() * static_cast<int64_t>(borrow(handle).element_size()); }
API void mt_sizes(void* handle, int64_t* result) {
  auto sizes = borrow(handle).sizes();
  std::copy(sizes.begin(), sizes.end(), result);
}
API void mt_strides(void* handle, int64_t* result) {
  auto strides = borrow(handle).strides();
  std::copy(strides.begin(), strides.end(), result);
}
API int mt_type(void* handle) { return static_cast<int>(borrow(handle).scalar_type()); }
API int mt_contiguous(void* handle) { return borrow(handle).is_contiguous(); }
API void mt_device(void* handle, int* type, int* index) {
  auto device = borrow(handle).device();
  *type = static_cast<int>(device.type());
  *index = device.index();
}

// Reads the one element of a tensor: reals as Double, integers as Int, booleans as Bool.
API int mt_item(void* handle, Value* result) {
  return guarded([&] {
    at::Scalar scalar = borrow(handle).item();
    TORCH_CHECK(!scalar.isComplex(), "complex numbers are not read one by one");
    if (scalar.isFloatingPoint()) {
      result->tag = Double;
      result->real = scalar.toDouble();
    } else if (scalar.isBoolean()) {
      result->tag = Bool;
      result->integer = scalar.toBool();
    } else {
      result->tag = Int;
      result->integer = scalar.toLong();
    }
    return 0;
  });
}

API int mt_shallow_copy(void* handle, void** result) {
  return guarded([&] {
    *result = own(borrow(handle).variable_data());
    return 0;
  });
}

// ---- autograd, modes, global state --------------------------------------------------------------------------------------------------------------

API int mt_requires_grad(void* handle) { return borrow(handle).requires_grad(); }
API int mt_set_requires_grad(void* handle, int value) {
  return guarded([&] {
    borrow(handle).set_requires_grad(value != 0);
    return 0;
  });
}
API int mt_is_leaf(void* handle) { return borrow(handle).is_leaf(); }
API int mt_retain_grad(void* handle) {
  return guarded([&] {
    borrow(handle).retain_grad();
    return 0;
  });
}
API int mt_get_grad(void* handle, void** result) {
  return guarded([&] {
    *result = own(Tensor(borrow(handle).grad()));
    return 0;
  });
}
API int mt_set_grad(void* handle, void* gradient) {
  return guarded([&] {
    borrow(handle).mutable_grad() = borrow(gradient);
    return 0;
  });
}

API int mt_backward(void* const* outputs, int output_count, void* const* gradients, int gradient_count, int retain, int create, void* const* inputs,
                    int input_count) {
  return guarded([&] {
    torch::autograd::backward(borrow_all(outputs, output_count), borrow_all(gradients, gradient_count), retain != 0, create != 0,
                              borrow_all(inputs, input_count));
    return 0;
  });
}

API int mt_grad(void* const* outputs, int output_count, void* const* inputs, int input_count, void* const* gradients, int gradient_count, int retain,
                int create, int allow_unused, void** results) {
  return guarded([&] {
    auto computed = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(gradients, gradient_count),
                                          retain != 0, create != 0, allow_unused != 0);
    for (int i = 0; i < input_count; i++) results[i] = own(std::move(computed[i]));
    return 0;
  });
}

API int mt_grad_mode() { return c10::GradMode::is_enabled(); }
API void mt_set_grad_mode(int value) { c10::GradMode::set_enabled(value != 0); }
API int mt_inference_mode() { return c10::InferenceMode::is_enabled(); }
API void* mt_inference_begin(int value) { return new c10::InferenceMode(value != 0); }
API void mt_inference_end(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

API int mt_manual_seed(uint64_t seed) {
  return guarded([&] {
    at::manual_seed(seed);
    return 0;
  });
}
API int mt_threads() { return at::get_num_threads(); }
API int mt_set_threads(int count) {
  return guarded([&] {
    at::set_num_threads(count);
    return 0;
  });
}

API int mt_cuda_device_count() {
  return guarded([&] { return static_cast<int>(torch::cuda::device_count()); });
}
API int mt_cuda_synchronize(int index) {
  return guarded([&] {
    torch::cuda::synchronize(index);
    return 0;
  });
}

// ---- random generators --------------------------------------------------------------------------------------------------------------------------

API int mt_generator(int device, int index, int fresh, uint64_t seed, void** result) {
  return guarded([&] {
    at::Generator generator = at::globalContext().defaultGenerator(c10::Device(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index)));
    if (fresh) {
      generator = generator.clone();
      generator.set_current_seed(seed);
    }
    c10::intrusive_ptr<c10::GeneratorImpl> pointer = generator.getIntrusivePtr();
    *result = pointer.release();
    return 0;
  });
}
API void mt_generator_release(void* handle) { c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(handle)); }

API int mt_generator_seed(void* handle, int action, uint64_t* seed) {   // 0 read, 1 set, 2 draw a new one
  return guarded([&] {
    at::Generator generator = borrow_generator(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    if (action == 1) generator.set_current_seed(*seed);
    *seed = action == 2 ? generator.seed() : generator.current_seed();
    return 0;
  });
}
API int mt_generator_get_state(void* handle, void** result) {
  return guarded([&] {
    at::Generator generator = borrow_generator(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    *result = own(generator.get_state());
    return 0;
  });
}
API int mt_generator_set_state(void* handle, void* state) {
  return guarded([&] {
    at::Generator generator = borrow_generator(handle);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(borrow(state));
    return 0;
  });
}

// ---- custom autograd functions with managed callbacks --------------------------------------------------------------------------------------------

namespace {

// What a managed forward or backward hands back, by mt_push: owned handles.
struct Outcome {
  std::vector<Tensor> lists[4];   // 0 outputs or gradients, 1 saved, 2 changed in place, 3 not differentiable
  bool materialize = true;
};

struct Callbacks {
  int (*forward)(void* state, Outcome* outcome);
  int (*backward)(void* state, int count, void* const* gradients, int saved_count, void* const* saved, Outcome* outcome);
  void (*release)(void* state);
};

struct ManagedState : torch::CustomClassHolder {
  ManagedState(Callbacks callbacks, void* state, int inputs) : callbacks(callbacks), state(state), inputs(inputs) {}
  ~ManagedState() override { callbacks.release(state); }
  Callbacks callbacks;
  void* state;
  int inputs;
};

struct ManagedFunction : torch::autograd::Function<ManagedFunction> {
  static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, at::TensorList, c10::intrusive_ptr<ManagedState> state) {
    Outcome outcome;
    if (state->callbacks.forward(state->state, &outcome) < 0) throw std::runtime_error(last_error);
    context->save_for_backward(std::move(outcome.lists[1]));
    context->mark_dirty(outcome.lists[2]);
    context->mark_non_differentiable(outcome.lists[3]);
    context->set_materialize_grads(outcome.materialize);
    context->saved_data["state"] = IValue::make_capsule(std::move(state));
    return std::move(outcome.lists[0]);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
    auto capsule = context->saved_data["state"].toCapsule();
    auto* state = static_cast<ManagedState*>(capsule.get());
    auto saved = context->get_saved_variables();
    Outcome outcome;
    int status = state->callbacks.backward(state->state, static_cast<int>(gradients.size()), reinterpret_cast<void* const*>(gradients.data()),
                                           static_cast<int>(saved.size()), reinterpret_cast<void* const*>(saved.data()), &outcome);
    if (status < 0) throw std::runtime_error(last_error);
    outcome.lists[0].resize(state->inputs + 1);   // one more for the state argument
    return std::move(outcome.lists[0]);
  }
};

}  // namespace

API void mt_push(Outcome* outcome, int list, void* handle) { outcome->lists[list].push_back(adopt(handle)); }
API void mt_materialize(Outcome* outcome, int value) { outcome->materialize = value != 0; }

// From the first line on, the node owns the managed state and releases it, also after an error.
API int mt_custom(void* const* inputs, int count, Callbacks callbacks, void* state) {
  return guarded([&] {
    auto owner = c10::make_intrusive<ManagedState>(callbacks, state, count);
    auto tensors = borrow_all(inputs, count);
    auto outputs = ManagedFunction::apply(at::TensorList(tensors), owner);
    returned_list.clear();
    for (auto& output : outputs) returned_list.push_back(own(std::move(output)));
    return static_cast<int>(outputs.size());
  });
}
