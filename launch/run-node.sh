#!/bin/sh
# Installed once under the name of each node: runs the node of that name, as `ros2 run coalign NAME` asks.
here=$(dirname "$(readlink -f "$0")")
exec node --no-memory-reducer "$here/../../share/coalign/.build/coalign.js" run "$(basename "$0")" "$@"
