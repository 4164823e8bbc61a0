# Sourced by bin/banso and bin/test, from the top of the repository: makes .venv and fills it from
# the lock. `ready_venv requirements.txt` does nothing when that lock is what is installed.

say() { printf '%s\n' "$*" >&2; }

# The first Python that is new enough, or nothing.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if command -v "$name" >/dev/null &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
}

can_make_venv() { [ -n "$1" ] && "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# Packages of the operating system: installed where we may, else asked for in one sentence.
apt_install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "必要なソフトウェアを入れています: $*"
    apt-get update -qq >/dev/null &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    say "次のソフトウェアが必要です。パソコンの管理者に「apt-get install $*」を実行してもらってから、もう一度始めてください。"
    return 1
  fi
}

make_venv() {
  local python
  python=$(find_python)
  if ! can_make_venv "$python"; then
    apt_install python3 python3-venv || return 1
    python=$(find_python)
  fi
  if ! can_make_venv "$python"; then
    say "Python 3.11 以上が見つかりません。入れてから、もう一度始めてください。"
    return 1
  fi
  "$python" -m venv --clear .venv
}

ready_venv() {
  local lock=$1 stamp=.venv/installed-$1.sha256
  if [ -x .venv/bin/python ] && sha256sum --status -c "$stamp" 2>/dev/null; then return; fi
  [ -x .venv/bin/python ] || make_venv || return 1
  say "部品を入れています（初めてのときは1分ほどかかります）…"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes -r "$lock" || return 1
  sha256sum "$lock" >"$stamp"
}
