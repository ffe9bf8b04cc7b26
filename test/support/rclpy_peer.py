"""An rclpy node that tests drive: one JSON object a line in, one a line out."""

import array
import importlib
import json
import math
import sys
import threading
import time

import rclpy
import rclpy.duration
from rclpy.executors import SingleThreadedExecutor
from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy


def find_type(name):
    package, kind, short = name.split("/")
    return getattr(importlib.import_module(f"{package}.{kind}"), short)


def fill(message, fields):
    """Sets fields from plain values; numbers may be texts such as "NaN", which JSON cannot write."""
    types = message.get_fields_and_field_types()
    for name, value in fields.items():
        current = getattr(message, name)
        if isinstance(value, dict):
            fill(current, value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            inner = types[name].split("<")[-1].split("[")[0].split(",")[0].rstrip(">")
            package, short = inner.split("/")
            made = []
            for item in value:
                element = find_type(f"{package}/msg/{short}")()
                fill(element, item)
                made.append(element)
            setattr(message, name, made)
        elif isinstance(current, float):
            setattr(message, name, float(value))
        elif isinstance(current, array.array) and current.typecode in "fd":
            setattr(message, name, [float(item) for item in value])
        elif isinstance(current, bytes):
            setattr(message, name, bytes([value]))
        else:
            setattr(message, name, value)
    return message


def plain(value):
    if hasattr(value, "get_fields_and_field_types"):
        return {name: plain(getattr(value, name)) for name in value.get_fields_and_field_types()}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, (list, tuple, array.array)) or type(value).__name__ == "ndarray":
        return [plain(item) for item in list(value)]
    if type(value).__module__ == "numpy":
        return plain(value.item())
    return value


def quality(options):
    return QoSProfile(
        depth=options.get("depth", 10),
        reliability=ReliabilityPolicy.BEST_EFFORT
        if options.get("reliability") == "best-effort"
        else ReliabilityPolicy.RELIABLE,
        durability=DurabilityPolicy.TRANSIENT_LOCAL
        if options.get("durability") == "transient-local"
        else DurabilityPolicy.VOLATILE,
    )


class Peer:
    def __init__(self, name, namespace):
        self.node = rclpy.create_node(name, namespace=namespace)
        self.publishers = {}
        self.clients = {}
        self.lock = threading.Lock()

    def say(self, **event):
        with self.lock:
            sys.stdout.write(json.dumps(event) + "\n")
            sys.stdout.flush()

    def advertise(self, topic, type, qos={}):
        if topic not in self.publishers:
            self.publishers[topic] = self.node.create_publisher(find_type(type), topic, quality(qos))
        return self.publishers[topic]

    def do_advertise(self, topic, type, qos={}):
        self.advertise(topic, type, qos)

    def do_publish(self, topic, type, fields, qos={}, now=None):
        message = fill(find_type(type)(), fields)
        if now is not None:
            message.header.stamp = self.node.get_clock().now().to_msg()
        self.advertise(topic, type, qos).publish(message)

    def do_deliver(self, topic, type, fields, readers, id, qos={}, timeout=10.0):
        """Publishes once so many readers are there, and answers when all of them have it; reliable only."""
        publisher = self.advertise(topic, type, qos)

        def run():
            deadline = time.monotonic() + timeout
            while publisher.get_subscription_count() < readers:
                if time.monotonic() > deadline:
                    self.say(event="answer", id=id, error=f"too few read {topic}")
                    return
                time.sleep(0.01)
            publisher.publish(fill(find_type(type)(), fields))
            if publisher.wait_for_all_acked(rclpy.duration.Duration(seconds=timeout)):
                self.say(event="answer", id=id, response=None)
            else:
                self.say(event="answer", id=id, error=f"not all readers of {topic} have it")

        threading.Thread(target=run, daemon=True).start()

    def do_publish_bytes(self, topic, type, hex, qos={}):
        self.advertise(topic, type, qos).publish(bytes.fromhex(hex))

    def do_flood(self, topic, type, fields, count, rate, qos={}, now=None):
        publisher = self.advertise(topic, type, qos)
        message = fill(find_type(type)(), fields)

        def run():
            start = time.monotonic()
            for index in range(count):
                if now is not None:
                    message.header.stamp = self.node.get_clock().now().to_msg()
                publisher.publish(message)
                left = start + (index + 1) / rate - time.monotonic()
                if left > 0:
                    time.sleep(left)
            self.say(event="flooded", topic=topic)

        threading.Thread(target=run, daemon=True).start()

    def do_subscribe(self, topic, type, qos={}):
        self.node.create_subscription(
            find_type(type),
            topic,
            lambda message: self.say(event="message", topic=topic, fields=plain(message)),
            quality(qos),
        )

    def do_call(self, service, type, request, id, timeout=5.0):
        found = find_type(type)
        is_new = service not in self.clients
        if is_new:
            self.clients[service] = self.node.create_client(found, service)
        client = self.clients[service]

        def run():
            if not client.wait_for_service(timeout_sec=timeout):
                self.say(event="answer", id=id, error=f"nobody serves {service}")
                return
            if is_new:
                # That we see the server does not say that it sees us: an answer before that is lost.
                time.sleep(0.3)
            done = threading.Event()
            future = client.call_async(fill(found.Request(), request))
            future.add_done_callback(lambda _: done.set())
            if not done.wait(timeout):
                self.say(event="answer", id=id, error=f"{service} did not answer")
                return
            self.say(event="answer", id=id, response=plain(future.result()))

        threading.Thread(target=run, daemon=True).start()

    def do_serve(self, service, type, response):
        found = find_type(type)

        def answer(request, empty):
            self.say(event="request", service=service, fields=plain(request))
            return fill(empty, response)

        self.node.create_service(found, service, answer)

    def do_publishers(self, topic, id):
        infos = self.node.get_publishers_info_by_topic(topic)
        self.say(event="answer", id=id, response=[info.node_name for info in infos])

    def do_nodes(self, id):
        pairs = self.node.get_node_names_and_namespaces()
        names = [f"{space.rstrip('/')}/{name}" for name, space in pairs]
        self.say(event="answer", id=id, response=names)


def main():
    rclpy.init()
    peer = Peer(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
    executor = SingleThreadedExecutor()
    executor.add_node(peer.node)
    threading.Thread(target=executor.spin, daemon=True).start()
    peer.say(event="ready")
    for line in sys.stdin:
        command = json.loads(line)
        try:
            getattr(peer, "do_" + command.pop("do"))(**command)
        except Exception as error:  # noqa: BLE001 -- the test must see it, whatever it is
            peer.say(event="failed", why=f"{type(error).__name__}: {error}")


main()
