import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { DetectorReply } from '@vialog/detection';
import { InMemoryModelStore, cardText } from '@vialog/models/conformance';
import type { DetectorEvent } from './detector-state.ts';
import { FolderModelStore } from '@vialog/models-folder';
import { greyFrame, longJob, viewJob } from './frames.fake.ts';
import { OnnxDetector, type OnnxDetectorOptions } from './onnx-detector.ts';
import { type TinyModelKind, tinyModels } from './tiny-model.fake.ts';

const shipped = new FolderModelStore(fileURLToPath(new URL('../../../../models', import.meta.url)));
const nanodet = 'nanodet-g-416';
/** Children start slowly on a busy machine. */
const open: OnnxDetector[] = [];
const events: DetectorEvent[] = [];

function detector(modelId: string, options: Partial<OnnxDetectorOptions> = {}): OnnxDetector {
  const made = new OnnxDetector(modelId, {
    models: shipped,
    deadlineMs: 30_000,
    onEvent: (event) => events.push(event),
    ...options,
  });
  open.push(made);
  return made;
}

const tiny = (kind: TinyModelKind, options: Partial<OnnxDetectorOptions> = {}) =>
  detector('tiny', { models: tinyModels({ tiny: kind }), ...options });

const pidOf = (one: OnnxDetector): number => one.states()[0]?.pid ?? 0;
const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Process id of the child that is counting a frame; `not` excludes an earlier child. */
async function pidInFlight(one: OnnxDetector, not = 0): Promise<number> {
  for (;;) {
    const [state] = one.states();
    if (state?.inFlight === 1 && state.pid !== not) return state.pid ?? 0;
    await sleep(2);
  }
}

/** Waits until the child is ready, so that the deadline of the test covers counting only. */
async function warmed(one: OnnxDetector): Promise<OnnxDetector> {
  await until(() => one.states()[0]?.phase === 'ready');
  return one;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  events.length = 0;
});

describe('OnnxDetector', () => {
  test('a detector replies to a frame with the counts of its zones', async () => {
    const reply = await tiny('valid').count(greyFrame(), viewJob('tiny'));
    expect(reply).toEqual({
      kind: 'counted',
      count: {
        v: 1,
        cameraId: 'cam000000001',
        cameraVersion: 1,
        capturedAt: '2026-01-01T00:00:00.000Z',
        model: 'tiny',
        modelDigest: expect.stringMatching(/^[0-9a-f]{12}$/),
        zones: [{ zoneId: 'view', counts: { person: 0, car: 1 }, total: 1 }],
      },
    });
  });

  test('a trial that requests outlines returns the picture with outlines, and no other frame returns a picture', async () => {
    const one = tiny('valid');
    const trial = await one.count(greyFrame(), { ...viewJob('tiny'), trial: { outlines: true } });
    const { width, height, pixels } = greyFrame();
    expect(trial).toMatchObject({ kind: 'counted', outlined: { width, height, format: 'rgb24' } });
    const drawn = (trial as { outlined: { pixels: Uint8Array } }).outlined.pixels;
    expect(drawn).toHaveLength(pixels.length);
    for (const job of [viewJob('tiny'), { ...viewJob('tiny'), trial: { outlines: false } }]) {
      const reply = await one.count(greyFrame(), job);
      expect(reply).toMatchObject({ kind: 'counted' });
      expect(reply).not.toHaveProperty('outlined');
    }
  });

  test('a detector reports its state', async () => {
    const one = tiny('valid');
    await one.count(greyFrame(), viewJob('tiny'));
    const [state] = one.states();
    expect(state).toMatchObject({
      modelId: 'tiny',
      phase: 'ready',
      restarts: 0,
      inFlight: 0,
      waiting: 0,
      counted: 1,
    });
    expect(state?.p50Ms).toBeGreaterThan(0);
  });

  test('a frame whose pixels do not match its size fails as decode_error', async () => {
    const frame = { ...greyFrame(), pixels: new Uint8Array(7) };
    const reply = await tiny('valid').count(frame, viewJob('tiny'));
    expect(reply).toMatchObject({
      kind: 'failed',
      reason: 'decode_error',
      detail: 'Expected 6912 bytes of rgb24 for 64×36 and found 7.',
    });
  });

  test('a frame of zones whose classes the model does not know fails with a reason', async () => {
    const { zones } = viewJob('tiny');
    const busOnly = zones.map((zone) => ({ ...zone, classes: ['bus' as const] }));
    const reply = await tiny('valid').count(greyFrame(), { zones: busOnly, model: { modelId: 'tiny' } });
    expect(reply).toMatchObject({ kind: 'failed', detail: expect.stringContaining('knows none of bus') });
  });

  test('closing a detector while it counts ends the child and resolves the frame', async () => {
    const one = detector(nanodet);
    const reply = one.count(greyFrame('cam000000001', 114, 1280), longJob(nanodet));
    const pid = await pidInFlight(one);
    await one.close();
    expect(isAlive(pid)).toBe(false);
    expect(await reply).toMatchObject({ kind: 'failed', reason: 'detector_down' });
    expect(await one.count(greyFrame(), viewJob(nanodet))).toMatchObject({
      detail: 'The detector was closed.',
    });
  });
});

describe('detector child', () => {
  test('a detector child has no environment, reads only code, writes no files and leaves no core dump', async () => {
    const one = tiny('valid');
    await one.count(greyFrame(), viewJob('tiny'));
    const proc = (file: string) => readFileSync(`/proc/${pidOf(one)}/${file}`, 'utf8');
    const names = proc('environ')
      .split('\0')
      .filter(Boolean)
      .map((entry) => entry.split('=')[0]);
    expect(names.filter((name) => !name?.startsWith('NODE_CHANNEL'))).toEqual([]);
    expect(proc('cmdline')).toContain('--permission\0');
    expect(proc('cmdline')).not.toContain('--allow-fs-write');
    expect(proc('cmdline')).not.toContain('--allow-fs-read=*');
    expect(Number.parseInt(proc('coredump_filter'), 16)).toBe(0);
  });

  test('a child that is killed while it counts is replaced, and its replacement counts the frame', async () => {
    const one = detector(nanodet);
    const reply = one.count(greyFrame('cam000000001', 114, 1280), longJob(nanodet));
    process.kill(await pidInFlight(one), 'SIGKILL');
    expect(await reply).toMatchObject({ kind: 'counted' });
    expect(one.states()[0]).toMatchObject({ phase: 'ready', restarts: 1, lastError: 'was ended by SIGKILL' });
    expect(events).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('a new one replaces it') }),
    );
  });

  test('a frame during which two children died fails, and other frames are counted', async () => {
    const one = detector(nanodet);
    const poison = one.count(greyFrame('cam000000001', 114, 1280), longJob(nanodet));
    const first = await pidInFlight(one);
    process.kill(first, 'SIGKILL');
    const other = one.count(greyFrame('cam000000002'), viewJob(nanodet));
    process.kill(await pidInFlight(one, first), 'SIGKILL');
    expect(await poison).toEqual({
      kind: 'failed',
      reason: 'detector_down',
      detail: 'The detector was ended by SIGKILL.',
    });
    expect(await other).toMatchObject({ kind: 'counted' });
  });

  test('an idle child that is killed is replaced before the next frame', async () => {
    const one = tiny('valid');
    await one.count(greyFrame(), viewJob('tiny'));
    process.kill(pidOf(one), 'SIGKILL');
    await until(() => one.states()[0]?.restarts === 1);
    expect(await one.count(greyFrame(), viewJob('tiny'))).toMatchObject({ kind: 'counted' });
  });

  test('a child that hangs is killed at the deadline and replaced', async () => {
    const one = await warmed(tiny('valid', { deadlineMs: 1_500 }));
    const stopped = pidOf(one);
    process.kill(stopped, 'SIGSTOP');
    const hung = one.count(greyFrame(), viewJob('tiny'));
    expect(await hung).toEqual({
      kind: 'failed',
      reason: 'detector_down',
      detail: 'The detector gave no reply for 1500 ms.',
    });
    await until(() => one.states()[0]?.restarts === 1);
    await warmed(one);
    expect(await one.count(greyFrame(), viewJob('tiny'))).toMatchObject({ kind: 'counted' });
    expect(isAlive(stopped)).toBe(false);
  });

  test('a child whose model returns NaN is replaced, its frame fails with the reason, and the next frame is counted', async () => {
    const one = tiny('nan-when-white');
    await one.count(greyFrame(), viewJob('tiny'));
    const before = pidOf(one);
    const reply = await one.count(greyFrame('cam000000001', 255), viewJob('tiny'));
    expect(reply).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
      detail: expect.stringMatching(/invalid output: expected numbers in [ab] and found NaN/),
    });
    expect(await one.count(greyFrame(), viewJob('tiny'))).toMatchObject({ kind: 'counted' });
    expect(pidOf(one)).not.toBe(before);
  });
});

describe('unusable model', () => {
  test.each<[string, TinyModelKind, RegExp]>([
    [
      'returns another shape than its card announces',
      'other-shape',
      /cannot be used: expected one output of shape \[1,16,3\] and found 0 among/,
    ],
    ['returns NaN for every picture', 'nan', /found NaN or infinity/],
  ])('a model that %s is rejected with the reason', async (_name, kind, sentence) => {
    const one = tiny(kind);
    const reply = await one.count(greyFrame(), viewJob('tiny'));
    expect(reply).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
      detail: expect.stringMatching(sentence),
    });
    expect(one.states()[0]).toMatchObject({ phase: 'rejected', lastError: expect.stringMatching(sentence) });
    expect(one.states()[0]?.pid).toBeUndefined();
    const next = await Promise.race([one.count(greyFrame(), viewJob('tiny')), sleep(500)]);
    expect(next).toMatchObject({ detail: expect.stringMatching(sentence) });
  });

  test('a model file that is not ONNX is rejected before a child starts', async () => {
    const garbage = new TextEncoder().encode('this is not a model');
    const models = new InMemoryModelStore({
      bad: { card: cardText(garbage, { id: 'bad' }), model: garbage },
    });
    const one = detector('bad', { models });
    const reply = await one.count(greyFrame(), viewJob('bad'));
    expect(reply).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
      detail: expect.stringContaining('"bad" is rejected'),
    });
    expect(one.states()[0]).toMatchObject({ phase: 'rejected', pid: undefined });
  });
});

describe('several cameras', () => {
  test('the newest frame of every camera is counted, and every frame gets exactly one reply', async () => {
    const one = tiny('valid');
    const replies: { camera: number; round: number; reply: Promise<DetectorReply> }[] = [];
    for (let round = 0; round < 10; round += 1) {
      for (let camera = 0; camera < 10; camera += 1) {
        const reply = one.count(greyFrame(`cam00000000${camera}`), viewJob('tiny'));
        replies.push({ camera, round, reply });
      }
    }
    const kinds = await Promise.all(replies.map(async ({ round, reply }) => ({ round, reply: await reply })));
    expect(kinds.filter(({ round }) => round === 9).every(({ reply }) => reply.kind === 'counted')).toBe(
      true,
    );
    const failed = kinds.flatMap(({ reply }) => (reply.kind === 'failed' ? [reply.reason] : []));
    expect(new Set(failed)).toEqual(new Set(['superseded']));
    expect(failed.length).toBeGreaterThanOrEqual(89);
  });

  test('cameras share a detector evenly, independent of their frame rates', async () => {
    // One child: of two, the system may suspend one, which holds back the camera whose frame it counts.
    const one = tiny('valid', { children: 1 });
    const counted = new Map<number, number>();
    let left = 200;
    const camera = async (number: number, frames: number): Promise<void> => {
      while (left > 0) {
        const burst = Array.from({ length: frames }, () =>
          one.count(greyFrame(`cam00000000${number}`), viewJob('tiny')),
        );
        const replies = await Promise.all(burst);
        const hits = replies.filter((reply) => reply.kind === 'counted').length;
        left -= hits;
        counted.set(number, (counted.get(number) ?? 0) + hits);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, number) => camera(number, number === 0 ? 5 : 1)));
    const shares = [...counted.values()];
    expect(shares).toHaveLength(10);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });

  test('a frame that finds no free detector before the deadline fails with the reason', async () => {
    const one = await warmed(tiny('valid', { deadlineMs: 1_000 }));
    process.kill(pidOf(one), 'SIGSTOP');
    const [stuck, waiting] = [
      one.count(greyFrame(), viewJob('tiny')),
      one.count(greyFrame('cam000000002'), viewJob('tiny')),
    ];
    expect(await waiting).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
      detail: expect.stringContaining('No detector for model "tiny" was free for 1000 ms'),
    });
    expect(await stuck).toMatchObject({ kind: 'failed' });
  });
});
