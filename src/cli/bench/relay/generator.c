// Sends commands at a rate and measures how long each takes to come back through a relay. The number of a command is in
// its forward speed, which rises by less than a micrometre a second each, so that a supervisor passes it untouched.
#define _GNU_SOURCE
#include "relay.h"

#include <math.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#define BASE 0.2
#define STEP 1e-7
// Remembered of what came back as something else, for each command [1].
#define MOST_INSTEAD 2
#define LONGEST_START ((int64_t)20 * 1000000000)

typedef struct {
  relay_t relay;
  geometry_msgs__msg__TwistStamped incoming;
  int count;
  int64_t* sent;
  int64_t* back;
  // When something came back that is no command as it was sent: what a supervisor gives instead when it stops or slows.
  int64_t* instead;
  int insteads;
  volatile int done;
} state_t;

static int64_t now_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void note(void* with) {
  state_t* state = with;
  double at = (state->incoming.twist.linear.x - BASE) / STEP;
  int number = (int)lround(at);
  if (number < 0 || number >= state->count || fabs(at - number) >= 0.01) {
    if (state->insteads < MOST_INSTEAD * state->count) {
      state->instead[state->insteads++] = now_of(CLOCK_MONOTONIC);
    }
  } else if (state->back[number] == 0) {
    state->back[number] = now_of(CLOCK_MONOTONIC);
  }
}

// How many came back as something else between two times; they are sorted, as they came.
static int insteads_between(const state_t* state, int64_t from, int64_t until) {
  int count = 0;
  for (int at = 0; at < state->insteads; at++) {
    count += state->instead[at] > from && state->instead[at] <= until;
  }
  return count;
}

// Of the commands that did not come back as they were sent, those for which something else came, before the next one that
// did come back: the relay heard them and held the robot. The others are lost. `stops` counts the runs of such commands.
static int count_held(const state_t* state, int skip, int* stops) {
  int held = 0;
  for (int number = skip; number < state->count; number++) {
    int until = number;
    while (until < state->count && state->back[until] == 0) {
      until++;
    }
    if (until > number) {
      const int64_t end = until < state->count ? state->back[until] : INT64_MAX;
      const int answered = insteads_between(state, state->sent[number], end);
      held += answered < until - number ? answered : until - number;
      *stops += answered > 0;
      number = until;
    }
  }
  return held;
}

static void* receive(void* with) {
  state_t* state = with;
  while (!state->done) {
    take_all(&state->relay, 20000000, &state->incoming, note, state);
  }
  return NULL;
}

static int by_size(const void* a, const void* b) {
  const int64_t x = *(const int64_t*)a, y = *(const int64_t*)b;
  return (x > y) - (x < y);
}

static double at_share(const int64_t* sorted, int count, double share) {
  return count == 0 ? NAN : sorted[(int)fmin(count - 1, floor(share * count))] / 1000.0;
}

static void wait_for_peers(state_t* state) {
  for (int waited = 0; waited < 500; waited++) {
    size_t readers = 0, writers = 0;
    CHECK(rcl_publisher_get_subscription_count(&state->relay.publisher, &readers));
    CHECK(rcl_subscription_get_publisher_count(&state->relay.subscription, &writers));
    if (readers > 0 && writers > 0) {
      return;
    }
    struct timespec pause = {0, 20000000};
    nanosleep(&pause, NULL);
  }
  fprintf(stderr, "no relay came within 10 s\n");
  exit(1);
}

int main(int argc, char** argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: generator OUT IN RATE COUNT SKIP\n");
    return 2;
  }
  const int64_t period = (int64_t)(1e9 / atof(argv[3]));
  static state_t state;
  state.count = atoi(argv[4]);
  const int skip = atoi(argv[5]);
  state.sent = calloc(state.count, sizeof(int64_t));
  state.back = calloc(state.count, sizeof(int64_t));
  state.instead = calloc(MOST_INSTEAD * state.count, sizeof(int64_t));
  geometry_msgs__msg__TwistStamped__init(&state.incoming);
  open_relay(&state.relay, "relay_generator", argv[1], argv[2]);
  geometry_msgs__msg__TwistStamped message;
  geometry_msgs__msg__TwistStamped__init(&message);
  rosidl_runtime_c__String__assign(&message.header.frame_id, "base_link");
  wait_for_peers(&state);

  // The first commands warm up; they are sent but never counted, and `skip` is said on stderr so that CPU time is
  // measured over the same span as latency.
  pthread_t thread;
  pthread_create(&thread, NULL, receive, &state);
  int64_t due = now_of(CLOCK_MONOTONIC);
  const int64_t begun = due;
  for (int number = 0; number < state.count && !ended;) {
    due += period;
    struct timespec until = {due / 1000000000, due % 1000000000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    if (number == skip) {
      fprintf(stderr, "measuring\n");
    }
    const int64_t wall = now_of(CLOCK_REALTIME);
    message.header.stamp.sec = (int32_t)(wall / 1000000000);
    message.header.stamp.nanosec = (uint32_t)(wall % 1000000000);
    message.twist.linear.x = BASE + STEP * number;
    state.sent[number] = now_of(CLOCK_MONOTONIC);
    CHECK(rcl_publish(&state.relay.publisher, &message, NULL));
    // The first one is said until it comes back: a supervisor passes nothing before it knows where it is.
    number += number > 0 || __atomic_load_n(&state.back[0], __ATOMIC_SEQ_CST) != 0;
    if (number == 0 && due - begun > LONGEST_START) {
      fprintf(stderr, "no command came back within 20 s\n");
      return 1;
    }
  }
  fprintf(stderr, "measured\n");
  struct timespec last = {1, 0};
  nanosleep(&last, NULL);
  state.done = 1;
  pthread_join(thread, NULL);

  const int measured = state.count - skip;
  int64_t* times = calloc(measured, sizeof(int64_t));
  int came = 0;
  for (int number = skip; number < state.count; number++) {
    if (state.back[number] != 0) {
      times[came++] = state.back[number] - state.sent[number];
    }
  }
  if (came == 0) {
    fprintf(stderr, "no command came back as it was sent\n");
    return 1;
  }
  qsort(times, came, sizeof(int64_t), by_size);
  int stops = 0;
  const int held = count_held(&state, skip, &stops);
  printf("{\"sent\": %d, \"lost\": %d, \"held\": %d, \"stops\": %d, ", measured, measured - came - held, held, stops);
  printf("\"p50\": %.1f, \"p99\": %.1f, \"p999\": %.1f, \"max\": %.1f}\n", at_share(times, came, 0.5),
         at_share(times, came, 0.99), at_share(times, came, 0.999), at_share(times, came, 1.0));
  return 0;
}
