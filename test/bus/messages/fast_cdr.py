"""Reads messages, one a line as 'package/kind/Name hex', with Fast CDR by way of rclpy, writes them again and prints them."""

import importlib
import sys

from rclpy.serialization import deserialize_message, serialize_message


def message_class(name):
    package, kind, base = name.split("/")
    module = importlib.import_module(f"{package}.{kind}")
    if kind == "srv":
        service, half = base.rsplit("_", 1)
        return getattr(getattr(module, service), half)
    return getattr(module, base)


for line in sys.stdin:
    name, text = line.split()
    kind = message_class(name)
    print(serialize_message(deserialize_message(bytes.fromhex(text), kind)).hex())
