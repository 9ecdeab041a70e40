"""The usual script: OpenCV decodes every frame, onnxruntime counts on one frame a second, numbers go to standard output.

Written the way such scripts are written, and fairly: one thread each for OpenCV and onnxruntime, vectorised decoding,
the same model, the same picture size, the same threshold. Prints one JSON line with its own cost.
Usage: usual.py CLIP MODEL.onnx FRAMES_PER_SECOND
"""
import json
import resource
import sys
import time

import cv2
import numpy as np
import onnxruntime as ort

SIZE = 416
MEAN = np.array([103.53, 116.28, 123.675], np.float32)
STD = np.array([57.375, 57.12, 58.395], np.float32)
VEHICLES = {1, 2, 3, 5, 7}


def letterbox(picture):
    height, width = picture.shape[:2]
    scale = SIZE / max(height, width)
    resized = cv2.resize(picture, (round(width * scale), round(height * scale)))
    top, left = (SIZE - resized.shape[0]) // 2, (SIZE - resized.shape[1]) // 2
    canvas = np.zeros((SIZE, SIZE, 3), np.uint8)
    canvas[top : top + resized.shape[0], left : left + resized.shape[1]] = resized
    return canvas


def tensor_of(picture):
    return ((picture.astype(np.float32) - MEAN) / STD).transpose(2, 0, 1)[None]


def boxes_of(outputs, threshold):
    """GFL heads matched by shape: scores [1,N,80], distances [1,N,44] of 11 bins a side, strides 8, 16, 32."""
    scores = {o.shape[1]: o[0] for o in outputs if o.shape[2] == 80}
    sides = {o.shape[1]: o[0] for o in outputs if o.shape[2] != 80}
    found = []
    for stride in (8, 16, 32):
        cells = SIZE // stride
        best = scores[cells * cells].max(1)
        keep = np.nonzero(best > threshold)[0]
        if keep.size == 0:
            continue
        bins = sides[cells * cells][keep].reshape(-1, 4, 11)
        bins = np.exp(bins - bins.max(2, keepdims=True))
        distance = (bins / bins.sum(2, keepdims=True) * np.arange(11)).sum(2) * stride
        x, y = (keep % cells + 0.5) * stride, (keep // cells + 0.5) * stride
        left, top = x - distance[:, 0], y - distance[:, 1]
        right, bottom = x + distance[:, 2], y + distance[:, 3]
        classes = scores[cells * cells][keep].argmax(1)
        found += zip(zip(left, top, right - left, bottom - top), best[keep], classes)
    return found


def count(session, name, picture):
    found = boxes_of(session.run(None, {name: tensor_of(letterbox(picture))}), 0.3)
    kept = cv2.dnn.NMSBoxes([f[0] for f in found], [float(f[1]) for f in found], 0.3, 0.5) if found else []
    return sum(int(found[i][2]) in VEHICLES for i in kept)


def main():
    clip, model, rate = sys.argv[1], sys.argv[2], float(sys.argv[3])
    cv2.setNumThreads(1)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    count(session, name, np.zeros((360, 640, 3), np.uint8))
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    video = cv2.VideoCapture(clip, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
    step = max(1, round(video.get(cv2.CAP_PROP_FPS) / rate))
    frames, sampled, seen = 0, 0, 0
    while True:
        more, picture = video.read()
        if not more:
            break
        if frames % step == 0:
            seen += count(session, name, picture)
            sampled += 1
        frames += 1
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"frames": frames, "sampled": sampled, "vehicles": seen, "cpuMs": cpu * 1000, "wallMs": (time.monotonic() - began) * 1000}))


main()
