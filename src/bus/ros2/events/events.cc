// Wakes the main thread straight from the thread on which DDS delivers, as rclcpp's EventsExecutor does: rcl tells us of
// every arrival, we count it and ring libuv's bell, and the loop calls back. rclnodejs itself waits in a
// thread of its own that rebuilds a wait set for every message and stands still until the main thread has taken it.
//
// It borrows what rclnodejs made: its handle objects wrap a rclnodejs::RclHandle, whose pointer is what rcl made. So it is
// compiled against the headers of the very rclnodejs it is used with, and says which one that is.
//
// It also keeps time, by timers of the kernel.
//
// Threads: a watch is made, forgotten and run on the main thread. `OnArrival` runs on any thread; it touches nothing but
// a count and the bell. rmw holds the same lock while it calls back and while a callback is taken away, so that after
// `Silence` no call comes any more and none is still on its way.
#include <napi.h>
#include <rcl/error_handling.h>
#include <rcl/rcl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include <atomic>
#include <cstdint>
#include <vector>

#include "rcl_handle.h"

namespace {

enum class Kind : int32_t { kSubscription = 0, kService = 1, kClient = 2 };

struct Watch {
  uint32_t id;
  Kind kind;
  uv_async_t* bell;
  // The handle outlives the watch: garbage collection would finish what rcl still calls back from.
  Napi::ObjectReference handle;
  Napi::FunctionReference act;
  std::atomic<size_t> arrivals{0};
  bool is_over = false;
};

void OnArrival(const void* user_data, size_t count) {
  auto* watch = static_cast<Watch*>(const_cast<void*>(user_data));
  if (watch->arrivals.fetch_add(count) == 0) uv_async_send(watch->bell);
}

rcl_ret_t SetCallback(const Watch& watch, rcl_event_callback_t callback) {
  void* made = rclnodejs::RclHandle::Unwrap(watch.handle.Value())->ptr();
  if (made == nullptr) return RCL_RET_INVALID_ARGUMENT;  // released already, and its callback with it
  switch (watch.kind) {
    case Kind::kSubscription:
      return rcl_subscription_set_on_new_message_callback(static_cast<rcl_subscription_t*>(made),
                                                          callback, &watch);
    case Kind::kService:
      return rcl_service_set_on_new_request_callback(static_cast<rcl_service_t*>(made), callback,
                                                     &watch);
    case Kind::kClient:
      return rcl_client_set_on_new_response_callback(static_cast<rcl_client_t*>(made), callback,
                                                     &watch);
  }
  return RCL_RET_INVALID_ARGUMENT;
}

class Events : public Napi::ObjectWrap<Events> {
 public:
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Events",
                       {InstanceMethod("watch", &Events::DoWatch),
                        InstanceMethod("forget", &Events::DoForget),
                        InstanceMethod("close", &Events::DoClose)});
  }

  explicit Events(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<Events>(info), context_(info.Env(), "coalign:events") {
    uv_loop_t* loop = nullptr;
    napi_get_uv_event_loop(info.Env(), &loop);
    bell_ = new uv_async_t();
    uv_async_init(loop, bell_, OnBell);
    bell_->data = this;
    Ref();
    napi_add_env_cleanup_hook(info.Env(), OnExit, this);
  }

 private:
  // watch(kind, handle, act): calls act whenever the handle may have something to take, what came before included.
  Napi::Value DoWatch(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    if (bell_ == nullptr) throw Napi::Error::New(env, "the events are closed");
    auto* watch = new Watch();
    watch->id = ++last_id_;
    watch->kind = static_cast<Kind>(info[0].As<Napi::Number>().Int32Value());
    watch->bell = bell_;
    watch->handle = Napi::Persistent(info[1].As<Napi::Object>());
    watch->act = Napi::Persistent(info[2].As<Napi::Function>());
    // Twice: rmw reports what came before, but may miss what comes while it sets the first one.
    if (SetCallback(*watch, OnArrival) != RCL_RET_OK ||
        SetCallback(*watch, OnArrival) != RCL_RET_OK) {
      std::string why = rcl_error_is_set() ? rcl_get_error_string().str : "the handle is released";
      rcl_reset_error();
      if (SetCallback(*watch, nullptr) != RCL_RET_OK) rcl_reset_error();
      delete watch;
      throw Napi::Error::New(env, why);
    }
    watches_.push_back(watch);
    return Napi::Number::New(env, watch->id);
  }

  void DoForget(const Napi::CallbackInfo& info) {
    const uint32_t id = info[0].As<Napi::Number>().Uint32Value();
    for (Watch* watch : watches_) {
      if (watch->id == id) Silence(watch);
    }
    if (!is_running_) Sweep();
  }

  void DoClose(const Napi::CallbackInfo& info) {
    if (bell_ == nullptr) return;
    napi_remove_env_cleanup_hook(info.Env(), OnExit, this);
    End();
    if (!is_running_) Sweep();
    Unref();
  }

  static void OnExit(void* with) { static_cast<Events*>(with)->End(); }

  // No call comes after this one; what is left of the bell is libuv's to free.
  void End() {
    for (Watch* watch : watches_) Silence(watch);
    uv_close(reinterpret_cast<uv_handle_t*>(bell_),
             [](uv_handle_t* bell) { delete reinterpret_cast<uv_async_t*>(bell); });
    bell_ = nullptr;
  }

  static void Silence(Watch* watch) {
    if (watch->is_over) return;
    watch->is_over = true;
    if (SetCallback(*watch, nullptr) != RCL_RET_OK) rcl_reset_error();
  }

  void Sweep() {
    size_t kept = 0;
    for (Watch* watch : watches_) {
      if (watch->is_over) {
        delete watch;
      } else {
        watches_[kept++] = watch;
      }
    }
    watches_.resize(kept);
  }

  static void OnBell(uv_async_t* bell) { static_cast<Events*>(bell->data)->Run(); }

  // In the order in which they were made. Acts may make and end watches, and close all: nothing is deleted meanwhile.
  void Run() {
    Napi::Env env = Env();
    Napi::HandleScope handles(env);
    Napi::CallbackScope scope(env, context_);
    is_running_ = true;
    for (size_t at = 0; at < watches_.size(); ++at) {
      Watch* watch = watches_[at];
      const size_t arrivals = watch->is_over ? 0 : watch->arrivals.exchange(0);
      if (arrivals == 0) continue;
      try {
        watch->act.Call({Napi::Number::New(env, static_cast<double>(arrivals))});
      } catch (const Napi::Error& error) {
        napi_fatal_exception(env, error.Value());
      }
    }
    is_running_ = false;
    Sweep();
  }

  Napi::AsyncContext context_;
  uv_async_t* bell_ = nullptr;
  std::vector<Watch*> watches_;
  uint32_t last_id_ = 0;
  bool is_running_ = false;
};

// Calls back at start + k × period of CLOCK_MONOTONIC, by a timer of the kernel that the loop waits for as for a socket:
// libuv's own timers are rounded to whole milliseconds of a time that is read once a turn. Late calls are one call.
class Ticker : public Napi::ObjectWrap<Ticker> {
 public:
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Ticker", {InstanceMethod("cancel", &Ticker::DoCancel)});
  }

  // Ticker(period in ms, tick)
  explicit Ticker(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<Ticker>(info), context_(info.Env(), "coalign:ticker") {
    const double period = info[0].As<Napi::Number>().DoubleValue() * 1e6;
    tick_ = Napi::Persistent(info[1].As<Napi::Function>());
    const int64_t length = static_cast<int64_t>(period);
    const int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (fd < 0) throw Napi::Error::New(info.Env(), "the system gives no timer");
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const int64_t first = static_cast<int64_t>(now.tv_sec) * kSecond + now.tv_nsec + length;
    itimerspec schedule;
    schedule.it_value = {static_cast<time_t>(first / kSecond), static_cast<long>(first % kSecond)};
    schedule.it_interval = {static_cast<time_t>(length / kSecond),
                            static_cast<long>(length % kSecond)};
    uv_loop_t* loop = nullptr;
    napi_get_uv_event_loop(info.Env(), &loop);
    wait_ = new Wait{{}, fd};
    wait_->poll.data = this;
    if (timerfd_settime(fd, TFD_TIMER_ABSTIME, &schedule, nullptr) != 0 ||
        uv_poll_init(loop, &wait_->poll, fd) != 0) {
      close(fd);
      delete wait_;
      wait_ = nullptr;
      throw Napi::Error::New(info.Env(), "the system gives no such timer");
    }
    uv_poll_start(&wait_->poll, UV_READABLE, OnDue);
    Ref();
    napi_add_env_cleanup_hook(info.Env(), OnExit, this);
  }

 private:
  static constexpr int64_t kSecond = 1000000000;

  struct Wait {
    uv_poll_t poll;
    int fd;
  };

  void DoCancel(const Napi::CallbackInfo& info) {
    if (wait_ == nullptr) return;
    napi_remove_env_cleanup_hook(info.Env(), OnExit, this);
    End();
    Unref();
  }

  static void OnExit(void* with) { static_cast<Ticker*>(with)->End(); }

  void End() {
    uv_poll_stop(&wait_->poll);
    uv_close(reinterpret_cast<uv_handle_t*>(&wait_->poll), [](uv_handle_t* poll) {
      auto* wait = reinterpret_cast<Wait*>(poll);
      close(wait->fd);
      delete wait;
    });
    wait_ = nullptr;
  }

  static void OnDue(uv_poll_t* poll, int, int) {
    uint64_t times = 0;
    auto* wait = reinterpret_cast<Wait*>(poll);
    if (read(wait->fd, &times, sizeof(times)) == sizeof(times) && times > 0) {
      static_cast<Ticker*>(poll->data)->Run();
    }
  }

  void Run() {
    Napi::Env env = Env();
    Napi::HandleScope handles(env);
    Napi::CallbackScope scope(env, context_);
    try {
      tick_.Call({});
    } catch (const Napi::Error& error) {
      napi_fatal_exception(env, error.Value());
    }
  }

  Napi::AsyncContext context_;
  Napi::FunctionReference tick_;
  Wait* wait_ = nullptr;
};

#define TEXT_OF(word) #word
#define TEXT_OF_VALUE(word) TEXT_OF(word)

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("builtFor", Napi::String::New(env, TEXT_OF_VALUE(COALIGN_BUILT_FOR)));
  exports.Set("Events", Events::Define(env));
  exports.Set("Ticker", Ticker::Define(env));
  return exports;
}

}  // namespace

NODE_API_MODULE(events, Init)
