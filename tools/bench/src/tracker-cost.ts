import { readFile } from 'node:fs/promises';
import { FileClip } from '@vialog/capture-ffmpeg';
import { zone as zoneSchema } from '@vialog/contracts';
import { captureWidth, PictureCounter, rgb24Of, TrackingSessions, type Infer } from '@vialog/detection';
import { FolderModelStore } from '@vialog/models-folder';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { model, root } from './machine.ts';

/** Mean times of a frame, ms. */
export interface TrackerCost {
  /** Following the objects and counting crossings. */
  readonly trackerMs: number;
  /** All the detector does with a frame, the tracker included. */
  readonly frameMs: number;
}

const modelId = 'nanodet-g-416';
/** Frames before measuring: the first ones compile and allocate. */
const warmUpFrames = 20;

const line = zoneSchema.parse({
  zoneId: 'line',
  name: 'line',
  kind: 'line',
  role: 'main',
  line: [
    [0.36, 0.62],
    [0.72, 0.62],
  ],
  classes: ['car', 'bus', 'truck'],
  slotMs: 60_000,
});

/** Sessions that measure how long they take. */
class TimedSessions extends TrackingSessions {
  spentMs = 0;

  override follow(...args: Parameters<TrackingSessions['follow']>): ReturnType<TrackingSessions['follow']> {
    const began = performance.now();
    const counts = super.follow(...args);
    this.spentMs += performance.now() - began;
    return counts;
  }
}

/** Counts the frames of a clip in this process and measures the tracker within them. */
export async function trackerCost(clip: string, fps: number): Promise<TrackerCost> {
  const card = await new FolderModelStore(`${root}models/`).card(modelId);
  if (!card) throw new Error(`expected the model ${modelId} in ${root}models/`);
  const counter = new PictureCounter(card, await network(card.input.name));
  const sessions = new TimedSessions(() => 'bench0001');
  const file = new FileClip(clip, process.env['PATH'] ?? '');
  const request = { plan: { mode: 'fps', fps }, width: captureWidth([line], card) } as const;
  let [frames, spentMs] = [0, 0];
  for await (const { picture, streamMs } of file.frames(request, new AbortController().signal)) {
    const frame = { cameraId: 'bench', cameraVersion: 1, capturedAt: Math.round(streamMs) };
    const began = performance.now();
    await counter.count(rgb24Of(picture), {
      zones: [line],
      model: { modelId },
      tracker: { sessions, frame },
    });
    spentMs += performance.now() - began;
    frames += 1;
    if (frames === warmUpFrames) [spentMs, sessions.spentMs] = [0, 0];
  }
  const measured = frames - warmUpFrames;
  if (measured <= 0) throw new Error(`expected more than ${warmUpFrames} frames of ${clip}, found ${frames}`);
  return { trackerMs: sessions.spentMs / measured, frameMs: spentMs / measured };
}

/** The network in this process, one thread as in the detector. */
async function network(input: string): Promise<Infer> {
  const session = await InferenceSession.create(await readFile(model), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  return async (data, dims) => {
    const results = await session.run({ [input]: new Tensor('float32', data, dims) });
    return Object.entries(results).map(([name, { dims: shape, data: values }]) => ({
      name,
      dims: shape,
      data: values as Float32Array,
    }));
  };
}
