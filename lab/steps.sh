# Read by train_all.sh and train_ru.sh: where things lie, and steps that are not repeated once their file is there.
out=${1:-runs}
shared=${ONRECORD_SHARED:-$(cd .. && cd .. && pwd)/shared}
export ONRECORD_SHARED="$shared"
mkdir -p "$out"
py=${PYTHON:-python3}
step() {  # step NAME SCRIPT ARGUMENTS...: writes $out/NAME.pt and $out/NAME.log
  name=$1
  shift
  [ -f "$out/$name.pt" ] && return
  $py "$@" --out "$out/$name.part" > "$out/$name.log"
  mv "$out/$name.part" "$out/$name.pt"
}
