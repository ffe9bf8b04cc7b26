// What the generator and the C relay share: a node on rcl with one publisher and one subscription of TwistStamped,
// reliable and ten deep, as the supervisor has them.
#include <rcl/error_handling.h>
#include <rcl/rcl.h>
#include <geometry_msgs/msg/twist_stamped.h>
#include <rosidl_runtime_c/string_functions.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(call)                                                             \
  do {                                                                          \
    rcl_ret_t ret_ = (call);                                                    \
    if (ret_ != RCL_RET_OK) {                                                   \
      fprintf(stderr, "%s: %s\n", #call, rcl_get_error_string().str);           \
      exit(1);                                                                  \
    }                                                                           \
  } while (0)

typedef struct {
  rcl_context_t context;
  rcl_node_t node;
  rcl_publisher_t publisher;
  rcl_subscription_t subscription;
  rcl_wait_set_t wait_set;
} relay_t;

static volatile sig_atomic_t ended = 0;

static void on_signal(int signal) {
  (void)signal;
  ended = 1;
}

static void open_relay(relay_t* relay, const char* name, const char* out, const char* in) {
  rcl_allocator_t allocator = rcl_get_default_allocator();
  rcl_init_options_t options = rcl_get_zero_initialized_init_options();
  CHECK(rcl_init_options_init(&options, allocator));
  relay->context = rcl_get_zero_initialized_context();
  CHECK(rcl_init(0, NULL, &options, &relay->context));
  relay->node = rcl_get_zero_initialized_node();
  rcl_node_options_t node_options = rcl_node_get_default_options();
  CHECK(rcl_node_init(&relay->node, name, "", &relay->context, &node_options));

  const rosidl_message_type_support_t* type =
      ROSIDL_GET_MSG_TYPE_SUPPORT(geometry_msgs, msg, TwistStamped);
  rcl_publisher_options_t publisher_options = rcl_publisher_get_default_options();
  relay->publisher = rcl_get_zero_initialized_publisher();
  CHECK(rcl_publisher_init(&relay->publisher, &relay->node, type, out, &publisher_options));
  rcl_subscription_options_t subscription_options = rcl_subscription_get_default_options();
  relay->subscription = rcl_get_zero_initialized_subscription();
  CHECK(rcl_subscription_init(&relay->subscription, &relay->node, type, in, &subscription_options));
  relay->wait_set = rcl_get_zero_initialized_wait_set();
  CHECK(rcl_wait_set_init(&relay->wait_set, 1, 0, 0, 0, 0, 0, &relay->context, allocator));
  signal(SIGINT, on_signal);
  signal(SIGTERM, on_signal);
}

// Waits up to that long and calls back for every message that is there.
static void take_all(relay_t* relay, int64_t timeout, geometry_msgs__msg__TwistStamped* message,
                     void (*take)(void*), void* with) {
  CHECK(rcl_wait_set_clear(&relay->wait_set));
  CHECK(rcl_wait_set_add_subscription(&relay->wait_set, &relay->subscription, NULL));
  rcl_ret_t ret = rcl_wait(&relay->wait_set, timeout);
  if (ret != RCL_RET_OK || relay->wait_set.subscriptions[0] == NULL) {
    return;
  }
  rmw_message_info_t info;
  while (rcl_take(&relay->subscription, message, &info, NULL) == RCL_RET_OK) {
    take(with);
  }
  rcl_reset_error();
}
