// The limit that a relay is measured against: what comes in goes out, in C, on rcl and nothing above it.
#include "relay.h"

typedef struct {
  relay_t relay;
  geometry_msgs__msg__TwistStamped message;
} state_t;

static void forward(void* with) {
  state_t* state = with;
  CHECK(rcl_publish(&state->relay.publisher, &state->message, NULL));
}

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: c-relay IN OUT\n");
    return 2;
  }
  static state_t state;
  geometry_msgs__msg__TwistStamped__init(&state.message);
  open_relay(&state.relay, "c_relay", argv[2], argv[1]);
  while (!ended) {
    take_all(&state.relay, 100000000, &state.message, forward, &state);
  }
  return 0;
}
