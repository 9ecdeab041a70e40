import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import {
  drawOutlines,
  ModelOutputError,
  type PictureCounter,
  type Rect,
  TrackingSessions,
} from '@vialog/detection';
import { matchObjects } from '@vialog/evaluation/matching';
import type { FromChild, ToChild } from './child-messages.ts';
import { openModel } from './onnx-model.ts';
import { PictureReader } from './picture-reader.ts';

/**
 * Entry point of a detector child: one model, one thread, one frame at a time. It receives frames and returns counts; it
 * writes no files and exits with its parent.
 */
let counter: PictureCounter | undefined;
const pictures = new PictureReader();
/** The tracks of the cameras of this process. They live and end with it. */
const sessions = new TrackingSessions(() => randomUUID().replaceAll('-', ''));

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToChild) => {
  void respond(message).then((reply) => process.send?.(reply));
});

async function respond(message: ToChild): Promise<FromChild> {
  switch (message.kind) {
    case 'load':
      return load(message);
    case 'count':
      return count(message);
    case 'match':
      return match(message);
  }
}

async function load({ card, bytes, provider }: Extract<ToChild, { kind: 'load' }>): Promise<FromChild> {
  try {
    const { warning, ...opened } = await openModel(card, bytes, provider);
    counter = opened.counter;
    return { kind: 'ready', ...(warning === undefined ? {} : { warning }) };
  } catch (error) {
    return { kind: 'rejected', detail: messageOf(error) };
  }
}

async function count(request: Extract<ToChild, { kind: 'count' }>): Promise<FromChild> {
  const { size, zones, model, frame, outlines } = request;
  const picture = pictures.read(size);
  const started = performance.now();
  try {
    if (!counter) throw new Error('expected a model to be loaded before the first frame');
    const boxes: Rect[] = [];
    const onCounted = outlines ? (box: Rect) => void boxes.push(box) : undefined;
    const tracker = frame && { sessions, frame };
    const counted = await counter.count(picture, { zones, model, onCounted, tracker });
    const reply = { kind: 'counted', ...counted, ms: performance.now() - started } as const;
    if (!outlines) return reply;
    drawOutlines(picture, boxes);
    return { ...reply, outlined: picture.pixels };
  } catch (error) {
    return faulty(error);
  }
}

/** Compares the detections of a picture with its objects. The boxes stay here. */
async function match(request: Extract<ToChild, { kind: 'match' }>): Promise<FromChild> {
  const { size, model, truth, groups, minScore } = request;
  const picture = pictures.read(size);
  const started = performance.now();
  try {
    if (!counter) throw new Error('expected a model to be loaded before the first picture');
    const detections = await counter.detect(picture, { model, minScore });
    const ms = performance.now() - started;
    return { kind: 'matched', groups: matchObjects(detections, truth, groups), ms };
  } catch (error) {
    return faulty(error);
  }
}

function faulty(error: unknown): FromChild {
  const detail =
    error instanceof ModelOutputError ? error.message : `the inference failed: ${messageOf(error)}`;
  return { kind: 'faulty', detail };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
