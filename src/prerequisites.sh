# Sourced by src/run and tests/run: makes sure that programs are there, and installs what is missing.
# Everything is said on standard error, so that a verb's --json stays alone on standard output.

say() { printf '%s\n' "$*" >&2; }

# The SDK is the one thing that is expected to be there.
require_dotnet() {
    if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
        say "VodConsole needs the .NET 10 SDK. Install it (https://dotnet.microsoft.com/download) and run this again."
        exit 1
    fi
}

# require_packages PROGRAM=PACKAGE …: installs the packages whose program (a name on the PATH or a file pattern) is missing.
require_packages() {
    local missing=() pair program
    for pair in "$@"; do
        program=${pair%%=*}
        case $program in
            /*) compgen -G "$program" >/dev/null || missing+=("${pair#*=}") ;;
            *) command -v "$program" >/dev/null || missing+=("${pair#*=}") ;;
        esac
    done
    [ ${#missing[@]} -eq 0 ] && return

    if ! command -v apt-get >/dev/null; then
        say "These packages are missing: ${missing[*]}. Install them with your system's package manager and run this again."
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "These packages are missing: ${missing[*]}. Install them and run this again:"
        say "    sudo apt-get install --no-install-recommends ${missing[*]}"
        exit 1
    fi

    say "Installing ${missing[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    if ! apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
        # A new machine has no package lists yet, or old ones.
        apt-get update -qq >&2
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
    fi
}
