#!/bin/sh
# Installed as lib/coalign/coalign: every command, on the ROS 2 that is sourced.
here=$(dirname "$(readlink -f "$0")")
exec node --no-memory-reducer "$here/../../share/coalign/.build/coalign.js" "$@"
