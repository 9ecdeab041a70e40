import { fileURLToPath } from 'node:url';
import { afterAll, expect, jest, test } from '@jest/globals';
import { openLot, openScene } from '@vialog/compose-capture';
import { openDetector } from '@vialog/compose-detectors';
import { openModelFolder } from '@vialog/compose-detectors/models';
import type { CountEvent } from '@vialog/contracts';
import { countClip, type CountPorts } from './count-clip.ts';
import { readCountRequest } from './count-request.ts';

/** Limit of a test or of one frame, ms: it only ends a test that hangs. */
const hangGuardMs = 600_000;
jest.setTimeout(hangGuardMs);

const models = openModelFolder(fileURLToPath(new URL('../../../../models/', import.meta.url)));
const detector = openDetector('nanodet-g-416', { models, deadlineMs: hangGuardMs });
afterAll(() => detector.close());

/** The events of a clip at one frame per second. */
async function count(clip: CountPorts['clip'], ...args: readonly string[]): Promise<CountEvent[]> {
  const given = ['clip.mp4', '--fps', '1', '--start', '2026-01-31T08:00:00Z', ...args];
  return Array.fromAsync(countClip(await readCountRequest(given, ''), { detector, models, clip }));
}

const clipOf = (frames: CountPorts['clip']['frames']): CountPorts['clip'] => ({ frames });

/** Two rendered lots, one after the other, each for half a minute. */
const twoLots = clipOf(async function* frames() {
  for (const [i, seed] of [20041, 20042].entries()) {
    const picture = await openLot(`synthetic:lot?seed=${seed}&capacity=6`, 'high').picture();
    for (let second = 30 * i; second < 30 * (i + 1); second += 1)
      yield { picture: { ...picture, pixels: picture.pixels.slice() }, streamMs: second * 1_000 };
  }
});

test('slots of still pictures have the same numbers with the scene gate, and most of their frames are reused', async () => {
  const [all, gated] = [await count(twoLots), await count(twoLots, '--gate')];
  expect(all.map(({ total }) => total)).toHaveLength(6);
  expect(gated.map((event) => ({ ...event, framesReused: 0 }))).toEqual(all);
  expect(gated.map(({ framesReused }) => framesReused)).toEqual([2, 10, 10, 2, 10, 10]);
});

test('slots of a gate with passing vehicles have the same numbers with the scene gate', async () => {
  const scene = openScene('synthetic:gate?seed=20043', 10_000);
  const clip = clipOf(async function* frames(request, signal) {
    yield* scene.frames(request, signal);
  });
  const [all, gated] = [await count(clip), await count(clip, '--gate')];
  expect(gated.map((event) => ({ ...event, framesReused: 0 }))).toEqual(all);
  expect(all.some(({ total = 0 }) => total > 0)).toBe(true);
});
