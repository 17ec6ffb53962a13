# Set-up: chooses the Torch provider, installs what it needs, compiles the shim, fetches libduckdb. Sourced by common.sh, entered through set_up.
# shellcheck shell=bash

set_up() {
  if is_set_up; then
    return # another process did it while this one waited for the lock
  fi

  check_sdk
  choose_provider
  if [[ $PROVIDER == System ]]; then
    install_libtorch
    say "Compiling the Torch shim…"
    step torch.log "The Torch shim does not compile against this libtorch." bash "$ROOT/Runtime/Torch/native/build.sh" "$NATIVE"
  fi
  fetch_duckdb
  fetch_crossgen
  remember_provider
  mkdir -p "$NATIVE"
  setup_key "$PROVIDER" >"$SETUP_STAMP"
  say "Set up: Torch provider $PROVIDER ($REASON)."
}

check_sdk() {
  local version
  mkdir -p "$STATE/logs"
  version=$(cd "$ROOT" && dotnet --version 2>/dev/null) ||
    fail "dotnet has no SDK that global.json accepts. Install the .NET 10 SDK (https://dotnet.microsoft.com/download), then run this again."
  say "Setting up (.NET SDK $version)…"
}

# Sets PROVIDER and REASON. A choice once made holds until --provider asks for another.
choose_provider() {
  local remembered
  remembered=$(remembered_provider)
  if [[ -n $REQUESTED_PROVIDER && $REQUESTED_PROVIDER != auto ]]; then
    PROVIDER=$REQUESTED_PROVIDER REASON="as asked for"
  elif [[ -n $remembered && $REQUESTED_PROVIDER != auto ]]; then
    PROVIDER=$remembered REASON="as remembered in Local.props"
  else
    probe_package
  fi
}

# The package counts only in the very version that the code is written for: a nearby one is not the API that was tested.
probe_package() {
  local version folder log=$STATE/logs/probe.log
  version=$(sed -n 's:.*Include="TorchSharp-cpu" Version="\([^"]*\)".*:\1:p' "$ROOT/Directory.Packages.props")
  if [[ $(uname -sm) != "Linux x86_64" ]]; then
    PROVIDER=System REASON="TorchSharp-cpu has no build for $(uname -sm)"
    return
  fi

  say "Trying NuGet for TorchSharp-cpu $version…"
  folder=$(mktemp -d)
  cat >"$folder/Probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="TorchSharp-cpu" Version="[$version]" />
  </ItemGroup>
</Project>
PROJECT
  # Restoring is not enough: the package's native library asks for a C++ runtime that an older distribution does not have.
  echo 'System.Console.WriteLine(TorchSharp.torch.ones(2).sum().item<float>());' >"$folder/Program.cs"
  if ! timeout 900 dotnet restore "$folder/Probe.csproj" >"$log" 2>&1 </dev/null 9>&-; then
    PROVIDER=System REASON="NuGet does not restore TorchSharp-cpu $version here"
  elif [[ $(timeout 300 dotnet run --project "$folder/Probe.csproj" 2>>"$log" </dev/null 9>&-) == 2 ]]; then
    PROVIDER=TorchSharp REASON="NuGet restores TorchSharp-cpu $version"
  else
    PROVIDER=System REASON="TorchSharp-cpu $version restores but does not load here"
  fi
  rm -rf "$folder"
}

# The SDK's compiler to machine code, for Generators/Directory.Build.targets. What cannot be had is done without.
fetch_crossgen() {
  local folder
  folder=$(mktemp -d)
  cat >"$folder/Fetch.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <RuntimeIdentifier>\$(NETCoreSdkPortableRuntimeIdentifier)</RuntimeIdentifier>
    <SelfContained>false</SelfContained>
    <PublishReadyToRun>true</PublishReadyToRun>
  </PropertyGroup>
</Project>
PROJECT
  if ! timeout 300 dotnet restore "$folder/Fetch.csproj" >"$STATE/logs/crossgen.log" 2>&1 </dev/null 9>&-; then
    say "NuGet has no Crossgen2 for this SDK: generators will start slower (log: $STATE/logs/crossgen.log)."
  fi
  rm -rf "$folder"
}

# Debian's libtorch with an OpenBLAS on OpenMP, unless TORCH_HOME names another libtorch. The reference BLAS, which libtorch would be content
# with, is several times slower, and the pthread flavour of OpenBLAS spins against libtorch's own OpenMP threads.
install_libtorch() {
  local package wanted=(g++ libtorch-dev libopenblas0-openmp) missing=()
  if [[ -n ${TORCH_HOME:-} ]]; then
    [[ -d $TORCH_HOME/include && -d $TORCH_HOME/lib ]] ||
      fail "TORCH_HOME=$TORCH_HOME holds no include/ and lib/: it is the 'torch' folder of a PyTorch installation (python3 -c 'import torch; print(torch.__path__[0])')."
    if command -v "${CXX:-g++}" >/dev/null; then
      return
    fi
    wanted=(g++)
  fi

  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    for package in "${wanted[@]}"; do
      is_installed "$package" || missing+=("$package")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    if [[ $(id -u) -eq 0 ]]; then
      apt_install_updating "${missing[@]}"
      return
    fi
  fi

  # Nothing can be installed here; the shim's build script also knows the PyTorch of python3.
  if command -v "${CXX:-g++}" >/dev/null && python3 -c 'import torch' 2>/dev/null </dev/null; then
    say "Taking the libtorch of python3's PyTorch."
    return
  fi
  by_hand "${missing[@]}"
}

apt_install_updating() {
  export DEBIAN_FRONTEND=noninteractive
  if ! has_package_lists; then
    say "Updating the package lists…"
    step apt-update.log "apt-get update failed." apt-get -o DPkg::Lock::Timeout=300 update
  fi
  say "Installing $*…"
  if ! apt_install "$@" >"$STATE/logs/apt-install.log" 2>&1 </dev/null; then
    # The lists may be older than what the mirror still holds.
    say "Updating the package lists and trying again…"
    step apt-update.log "apt-get update failed." apt-get -o DPkg::Lock::Timeout=300 update
    step apt-install.log "Debian does not install $*." apt_install "$@"
  fi
}

apt_install() { apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"; }

# shellcheck disable=SC2016 # ${db:Status-Status} is dpkg-query's own
is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# Whether apt knows any packages, from lists of the last week.
has_package_lists() {
  [[ -n $(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -print -quit 2>/dev/null) ]] &&
    [[ -n $(find /var/lib/apt/lists -maxdepth 0 -mtime -7 2>/dev/null) ]]
}

# by_hand [MISSING PACKAGE...]: says what set-up cannot do here, and how to go on.
by_hand() {
  if [[ $# -gt 0 ]]; then
    say "Installing takes root. As root: apt-get install --no-install-recommends $*"
  else
    say "This is not a Debian machine: install g++, libtorch with its headers, and an OpenBLAS built with OpenMP."
  fi
  say "Or point TORCH_HOME to the 'torch' folder of a PyTorch installation (include/ and lib/ inside), with g++ on PATH."
  say "Or take the NuGet package: ./mandelstam setup --provider TorchSharp"
  fail "libtorch is not here and cannot be installed from here. Do one of the above, then run this again."
}

fetch_duckdb() {
  if [[ -n ${MANDELSTAM_DUCKDB:-} ]]; then
    [[ -f $MANDELSTAM_DUCKDB ]] || fail "MANDELSTAM_DUCKDB=$MANDELSTAM_DUCKDB is not a file: name a libduckdb.so."
    say "Taking libduckdb from $MANDELSTAM_DUCKDB."
    return
  fi
  say "Fetching libduckdb…"
  step duckdb.log "libduckdb could not be fetched. Download it (https://duckdb.org/docs/installation, C/C++) and name it: MANDELSTAM_DUCKDB=/path/libduckdb.so." \
    bash "$ROOT/Runtime/Data/native/fetch.sh" "$NATIVE"
}

remember_provider() {
  if [[ $(remembered_provider) == "$PROVIDER" ]]; then
    return # the file may hold more than our one line
  fi
  cat >"$LOCAL_PROPS" <<PROPS
<Project>
  <!-- Written by ./mandelstam setup ($REASON); this machine's choice, not for the repository. -->
  <PropertyGroup>
    <TorchProvider>$PROVIDER</TorchProvider>
  </PropertyGroup>
</Project>
PROPS
}
