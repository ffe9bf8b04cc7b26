"""MuJoCo in the crowd scene. Reads the scene as one JSON line, then a number of steps a line; answers JSON lines."""

import json
import sys
import time

import mujoco
import numpy


def model_of(scene, sizes):
    half, radius = scene["half"], sizes["personRadius"]
    bones = []
    for x, y, length, width in scene["walls"]:
        height = sizes["wallHeight"]
        bones.append(
            f'<geom type="box" pos="{x} {y} {height / 2}" size="{length / 2} {width / 2} {height / 2}"/>'
        )
    boxes = scene["boxes"]
    for i in range(0, len(boxes), 3):
        x, y, yaw = boxes[i : i + 3]
        height = sizes["boxHeight"]
        size = f'{sizes["boxLength"] / 2} {sizes["boxWidth"] / 2} {height / 2}'
        bones.append(
            f'<geom type="box" pos="{x} {y} {height / 2}" size="{size}" euler="0 0 {yaw}"/>'
        )
    walkers = scene["walkers"]
    middle = sizes["personHeight"] / 2
    for i in range(0, len(walkers), 4):
        x, y = walkers[i : i + 2]
        bones.append(
            f'<body pos="{x} {y} 0"><joint type="slide" axis="1 0 0"/><joint type="slide" axis="0 1 0"/>'
            f'<geom type="capsule" pos="0 0 {middle}" size="{radius} {middle - radius}"'
            f' mass="{sizes["personMass"]}" friction="0.001"/></body>'
        )
    bones.append(
        '<body name="robot" mocap="true" pos="0 0 0.175">'
        f'<geom type="cylinder" size="{sizes["robotRadius"]} 0.175"/></body>'
    )
    return (
        f'<mujoco><compiler angle="radian"/><option timestep="{scene["dt"]}" gravity="0 0 0"'
        ' integrator="implicitfast"/>'
        f'<worldbody>{"".join(bones)}</worldbody></mujoco>'
    )


def main():
    task = json.loads(sys.stdin.readline())
    scene, sizes = task["scene"], task["sizes"]
    model = mujoco.MjModel.from_xml_string(model_of(scene, sizes))
    data = mujoco.MjData(model)
    robot = model.body("robot").id
    count, half, dt = scene["people"], scene["half"], scene["dt"]
    velocity = numpy.array(scene["walkers"]).reshape(count, 4)[:, 2:].copy()
    start = numpy.array(scene["walkers"]).reshape(count, 4)[:, :2].copy()
    beams = sizes["beams"]
    spread = -numpy.pi + 2 * numpy.pi * numpy.arange(beams) / beams
    vectors = numpy.zeros((beams, 3))
    hits = numpy.zeros(beams, dtype=numpy.int32)
    ranges = numpy.zeros(beams)
    yaw = 0.0
    origin = numpy.array([0.0, 0.0, sizes["scanHeight"]])

    def move():
        nonlocal yaw
        yaw += sizes["robotTurn"] * dt
        data.mocap_pos[0, 0] += dt * sizes["robotSpeed"] * numpy.cos(yaw)
        data.mocap_pos[0, 1] += dt * sizes["robotSpeed"] * numpy.sin(yaw)
        position = start + data.qpos.reshape(count, 2)
        outward = (numpy.abs(position) > half - 1) & (position * velocity > 0)
        velocity[outward] *= -1
        data.qvel[:] = velocity.ravel()
        mujoco.mj_step(model, data)

    def scan():
        angles = yaw + spread
        vectors[:, 0] = numpy.cos(angles)
        vectors[:, 1] = numpy.sin(angles)
        origin[:2] = data.mocap_pos[0, :2]
        mujoco.mj_multiRay(
            model, data, origin, vectors.ravel(), None, True, robot, hits, ranges, None, beams, sizes["scanReach"]
        )

    mujoco.mj_forward(model, data)
    scan()
    first = [r if g >= 0 and r <= sizes["scanReach"] else None for r, g in zip(ranges.tolist(), hits.tolist())]
    print(json.dumps({"version": mujoco.__version__, "firstScan": first}), flush=True)
    for line in sys.stdin:
        moved, scanned, total = [], [], []
        for _ in range(int(line)):
            begin = time.perf_counter()
            move()
            middle = time.perf_counter()
            scan()
            end = time.perf_counter()
            moved.append(middle - begin)
            scanned.append(end - middle)
            total.append(end - begin)
        micro = {
            name: 1e6 * float(numpy.median(times))
            for name, times in (("step", moved), ("scan", scanned), ("total", total))
        }
        print(json.dumps(micro), flush=True)


main()
