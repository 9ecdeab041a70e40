import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Picture, Zone, ZoneCount } from '@vialog/contracts';
import { baysZone, testCards, view } from '@vialog/detection/fakes';
import { InMemoryModelStore } from '@vialog/models/conformance';
import sharp from 'sharp';
import { FolderModelStore } from '@vialog/models-folder';
import { OnnxDetectorPool } from './onnx-detector-pool.ts';

/** Pictures and models for development are in a folder beside the repository; without it these tests are skipped. */
const shared = fileURLToPath(new URL('../../../../../shared', import.meta.url));
const media = join(shared, 'media');
const hasMedia = existsSync(join(media, 'bus.jpg'));
if (!hasMedia) console.info('skipped: accuracy on real pictures needs ../shared/media beside the repository');
const withMedia = hasMedia ? describe : describe.skip;

const shipped = 'nanodet-g-416';
const pool = new OnnxDetectorPool({
  models: new FolderModelStore(fileURLToPath(new URL('../../../../models', import.meta.url))),
  deadlineMs: 30_000,
});
afterAll(() => pool.close());

async function jpeg(path: string): Promise<Picture> {
  const { data, info } = await sharp(join(media, path))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, format: 'rgb24', pixels: data };
}

async function count(picture: Picture, zones: Zone[], from = pool, modelId = shipped): Promise<ZoneCount[]> {
  const frame = { ...picture, cameraId: 'cam000000001', cameraVersion: 1, capturedAt: 0 };
  const reply = await from.count(frame, { zones, model: { modelId } });
  if (reply.kind === 'failed') throw new Error(reply.detail);
  return reply.count.zones;
}

withMedia('NanoDet-g on streets', () => {
  test('NanoDet-g finds the bus and at least three of the four people in a street picture', async () => {
    const [seen] = await count(await jpeg('bus.jpg'), [view]);
    expect(seen?.counts.bus).toBe(1);
    expect(seen?.counts.person).toBeGreaterThanOrEqual(3);
    expect(seen?.counts.person).toBeLessThanOrEqual(5);
  });

  test('NanoDet-g finds 6 to 9 vehicles on a crossing with seven cars and a truck', async () => {
    const [width, height] = [800, 600];
    const clip = join(media, 'otvision_cars-truck.mp4');
    const options = ['-nostdin', '-v', 'error', '-ss', '1', '-i', clip, '-frames:v', '1'];
    const raw = ['-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'];
    const pixels = execFileSync('ffmpeg', [...options, ...raw], { maxBuffer: 1e8 });
    const [seen] = await count({ width, height, format: 'rgb24', pixels }, [view]);
    const { car = 0, truck = 0, bus = 0 } = seen?.counts ?? {};
    expect(car + truck + bus).toBeGreaterThanOrEqual(6);
    expect(car + truck + bus).toBeLessThanOrEqual(9);
  });
});

interface LabelledFrame {
  readonly image: string;
  readonly bays: readonly { readonly polygon: [number, number][]; readonly occupied: boolean }[];
}

/** Counts both kinds of error among the spaces that were judged. */
class Tally {
  spaces = 0;
  judged = 0;
  missedTaken = 0;
  falseTaken = 0;

  add(state: string | undefined, occupied: boolean): void {
    this.spaces += 1;
    if (state === '-') return;
    this.judged += 1;
    if (occupied && state === '0') this.missedTaken += 1;
    if (!occupied && state === '1') this.falseTaken += 1;
  }

  toString(): string {
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
    return `${this.spaces} spaces, judged ${share(this.judged, this.spaces)}, of these taken shown as free ${share(this.missedTaken, this.judged)}, free shown as taken ${share(this.falseTaken, this.judged)}`;
  }
}

withMedia('NanoDet-g on three parking lots, single frames, with defaults that were not tuned on them', () => {
  const lots: Record<string, string> = { 40: 'UFPR05', 99: 'PUCPR', 28: 'UFPR04' };
  const tallies: Record<string, Tally> = { all: new Tally() };

  test('NanoDet-g judges at least 80 % of the spaces and shows at most 4 % of them as free although they are taken', async () => {
    for (const line of readFileSync(join(media, 'lot-dev/bays.jsonl'), 'utf8').trim().split('\n')) {
      const { image, bays } = JSON.parse(line) as LabelledFrame;
      const zones = [view, baysZone(bays.map((bay) => bay.polygon))];
      const [, lot] = await count(await jpeg(`lot-dev/${image}`), zones);
      const tally = (tallies[lots[bays.length] ?? ''] ??= new Tally());
      bays.forEach(({ occupied }, i) =>
        [tally, tallies.all].forEach((each) => each?.add(lot?.bays?.[i], occupied)),
      );
    }
    console.info(
      Object.entries(tallies)
        .map(([name, tally]) => `${name}: ${String(tally)}`)
        .join('\n'),
    );
    const { all } = tallies as { all: Tally };
    expect(all.judged / all.spaces).toBeGreaterThanOrEqual(0.8);
    for (const tally of Object.values(tallies)) {
      expect(tally.missedTaken / tally.judged).toBeLessThanOrEqual(0.04);
      expect(tally.falseTaken / tally.judged).toBeLessThanOrEqual(0.06);
      expect(tally.judged / tally.spaces).toBeGreaterThanOrEqual(0.75);
    }
  });
});

withMedia('models of other exports', () => {
  const files = {
    'nanodet-m-416': 'nanodet_m_416',
    'picodet-s-416': 'picodet_s_416_coco',
    'yolox-nano-416': 'yolox_nano_416',
  } as const;

  test.each(Object.values(testCards).filter((card) => card.id in files))(
    '$name finds the bus and the people with its card alone',
    async (card) => {
      const model = readFileSync(join(shared, 'models', `${files[card.id as keyof typeof files]}.onnx`));
      const sha256 = createHash('sha256').update(model).digest('hex');
      const text = JSON.stringify({ ...card, sha256, bytes: model.length });
      const other = new OnnxDetectorPool({
        deadlineMs: 30_000,
        models: new InMemoryModelStore({ [card.id]: { card: text, model } }),
      });
      try {
        const [seen] = await count(await jpeg('bus.jpg'), [view], other, card.id);
        expect(seen?.counts.bus).toBe(1);
        expect(seen?.counts.person).toBeGreaterThanOrEqual(3);
        expect(seen?.counts.person).toBeLessThanOrEqual(5);
      } finally {
        await other.close();
      }
    },
  );
});
