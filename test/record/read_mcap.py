"""Reads a recording with the mcap package alone and prints one JSON object: topics, types, counts, and a few values."""

import json
import sys

from mcap.exceptions import McapError
from mcap.reader import NonSeekingReader, make_reader
from mcap_ros2.decoder import DecoderFactory


def summarize(path, how):
    with open(path, "rb") as stream:
        factories = [DecoderFactory()]
        if how == "indexed":
            reader = make_reader(stream, decoder_factories=factories)
            summary = reader.get_summary()
            known = {"profile": reader.get_header().profile, "messages": summary.statistics.message_count}
        else:
            reader = NonSeekingReader(stream, decoder_factories=factories)
            known = {}
        topics = {}
        try:
            for schema, channel, message, decoded in reader.iter_decoded_messages(log_time_order=False):
                topic = topics.setdefault(channel.topic, {"type": schema.name, "count": 0, "encoding": channel.message_encoding})
                topic["count"] += 1
                topic["last"] = look(channel.topic, decoded)
        except McapError as error:
            known["error"] = type(error).__name__
        return {**known, "topics": topics}


def look(topic, message):
    if topic == "/scan":
        return {"frame": message.header.frame_id, "ranges": [str(r) for r in message.ranges]}
    if topic == "/safety_supervisor/decisions":
        return {"sequence": message.sequence, "facts": list(message.facts), "given": message.given.linear.x}
    return None


print(json.dumps(summarize(sys.argv[1], sys.argv[2])))
