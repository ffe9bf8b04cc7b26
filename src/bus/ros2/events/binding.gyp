{
  # src/setup/ros2/events-addon.mjs builds it and says by compiler flags where rclnodejs and ROS 2 are.
  'targets': [
    {
      'target_name': 'events',
      'sources': ['events.cc'],
      'libraries': ['-lrcl', '-lrcutils'],
      'cflags!': ['-fno-exceptions'],
      'cflags_cc!': ['-fno-exceptions'],
      'cflags_cc': ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Wno-cast-function-type'],
    },
  ],
}
