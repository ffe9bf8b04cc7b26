// Somebody who commands, a base that listens, and a human who vetoes, with one clock: commands a robot without pause, says
// true on /veto at random times while it moves, and measures how long it is until zero comes on the base's topic and nothing
// else any more. Whoever lifts the latch afterwards is another process; this one only takes its hand off the veto.
#define _GNU_SOURCE
#include "../relay/relay.h"

#include <math.h>
#include <pthread.h>
#include <std_msgs/msg/bool.h>
#include <string.h>
#include <time.h>

#define MS 1000000
// A command every 10 ms; the robot moves when something else than zero came less than two periods of 50 Hz ago.
#define COMMAND_PERIOD (10 * MS)
#define MOVING (40 * MS)
// From the first motion to the veto: anywhere in the supervisor's period and in that of the commands.
#define SHORTEST (5 * MS)
#define LONGEST (25 * MS)
// How long the veto is held after zero came, longer than the period of the commands: a command that still got through
// begins the waiting anew.
#define HELD (12 * MS)
#define LOST ((int64_t)1000 * MS)

typedef struct {
  relay_t relay;
  geometry_msgs__msg__TwistStamped incoming;
  int64_t moved;     // when the base last got something else than zero
  int64_t vetoed;    // when the veto was said; 0 while there is none
  int64_t stopped;   // when the first zero came after it that no command to move followed
  volatile int done;
} state_t;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 * MS + time.tv_nsec;
}

static void sleep_until(int64_t due) {
  struct timespec until = {due / (1000 * MS), due % (1000 * MS)};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

#define GET(field) __atomic_load_n(&(field), __ATOMIC_SEQ_CST)
#define SET(field, value) __atomic_store_n(&(field), (value), __ATOMIC_SEQ_CST)

static void note(void* with) {
  state_t* state = with;
  const geometry_msgs__msg__Twist* twist = &state->incoming.twist;
  const int64_t at = now();
  const int moves = twist->linear.x != 0 || twist->linear.y != 0 || twist->linear.z != 0 ||
                    twist->angular.x != 0 || twist->angular.y != 0 || twist->angular.z != 0;
  if (moves) {
    SET(state->moved, at);
    SET(state->stopped, 0);
  } else if (GET(state->vetoed) != 0 && GET(state->stopped) == 0) {
    SET(state->stopped, at);
  }
}

static void* receive(void* with) {
  state_t* state = with;
  while (!state->done) {
    take_all(&state->relay, 20 * MS, &state->incoming, note, state);
  }
  return NULL;
}

static int by_size(const void* a, const void* b) {
  const int64_t x = *(const int64_t*)a, y = *(const int64_t*)b;
  return (x > y) - (x < y);
}

static double at_share(const int64_t* sorted, int count, double share) {
  return count == 0 ? -1 : sorted[(int)fmin(count - 1, floor(share * count))] / 1000.0;
}

static void say(rcl_publisher_t* veto, int asserted) {
  std_msgs__msg__Bool message = {.data = asserted};
  CHECK(rcl_publish(veto, &message, NULL));
}

int main(int argc, char** argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: veto-clock OUT IN COUNT SEED\n");
    return 2;
  }
  const int wanted = atoi(argv[3]);
  unsigned short seed[3] = {0x330e, (unsigned short)atoi(argv[4]), 0};
  int64_t* times = calloc(wanted, sizeof(int64_t));
  static state_t state;
  geometry_msgs__msg__TwistStamped__init(&state.incoming);
  open_relay(&state.relay, "veto_clock", argv[1], argv[2]);
  rcl_publisher_t veto = rcl_get_zero_initialized_publisher();
  rcl_publisher_options_t options = rcl_publisher_get_default_options();
  CHECK(rcl_publisher_init(&veto, &state.relay.node, ROSIDL_GET_MSG_TYPE_SUPPORT(std_msgs, msg, Bool),
                           "/veto", &options));
  geometry_msgs__msg__TwistStamped command;
  geometry_msgs__msg__TwistStamped__init(&command);
  rosidl_runtime_c__String__assign(&command.header.frame_id, "base_link");
  command.twist.linear.x = 0.2;
  pthread_t thread;
  pthread_create(&thread, NULL, receive, &state);

  int count = 0, answered = 0, unanswered = 0;
  int64_t next = now(), planned = 0, waiting_since = next;
  while (count < wanted && !ended) {
    const int64_t vetoed = GET(state.vetoed);
    const int64_t wake = vetoed == 0 && planned != 0 && planned < next ? planned : next;
    sleep_until(vetoed != 0 && now() + MS < wake ? now() + MS : wake);
    const int64_t at = now();
    if (at >= next) {
      struct timespec wall;
      clock_gettime(CLOCK_REALTIME, &wall);
      command.header.stamp.sec = (int32_t)wall.tv_sec;
      command.header.stamp.nanosec = (uint32_t)wall.tv_nsec;
      CHECK(rcl_publish(&state.relay.publisher, &command, NULL));
      next = at - next > LOST ? at + COMMAND_PERIOD : next + COMMAND_PERIOD;
    }
    if (vetoed != 0) {
      const int64_t stopped = GET(state.stopped);
      if (stopped != 0 ? at - stopped > HELD : at - vetoed > LOST) {
        count++;
        if (stopped != 0) {
          times[answered++] = stopped - vetoed;
        } else {
          unanswered++;
        }
        SET(state.vetoed, 0);
        SET(state.stopped, 0);
        SET(state.moved, 0);
        planned = 0;
        waiting_since = at;
        say(&veto, 0);
        if (count % 100 == 0) {
          fprintf(stderr, "%d\n", count);
        }
      }
    } else if (GET(state.moved) == 0 || at - GET(state.moved) > MOVING) {
      planned = 0;
      if (at - waiting_since > 60 * LOST) {
        fprintf(stderr, "the robot does not move any more\n");
        return 1;
      }
    } else if (planned == 0) {
      planned = at + SHORTEST + (int64_t)((LONGEST - SHORTEST) * erand48(seed));
    } else if (at >= planned) {
      SET(state.vetoed, now());
      say(&veto, 1);
    }
  }
  state.done = 1;
  pthread_join(thread, NULL);
  qsort(times, answered, sizeof(int64_t), by_size);
  printf("{\"vetoes\": %d, \"unanswered\": %d, \"p50\": %.1f, \"p99\": %.1f, \"p999\": %.1f, \"max\": %.1f}\n",
         count, unanswered, at_share(times, answered, 0.5), at_share(times, answered, 0.99),
         at_share(times, answered, 0.999), at_share(times, answered, 1.0));
  return 0;
}
