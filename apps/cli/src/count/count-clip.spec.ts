import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { countEvent, type CountEvent } from '@vialog/contracts';
import { openClip } from '@vialog/compose-capture';
import { openDetector } from '@vialog/compose-detectors';
import { openModelFolder } from '@vialog/compose-detectors/models';
import { describeUnless, makeClip, missingSystemNeeds } from '@vialog/testkit';
import { countClip } from './count-clip.ts';
import { readCountRequest } from './count-request.ts';

/** Limit of a test or of one frame, ms: it only ends a test that hangs. Inference on a loaded machine takes minutes. */
const hangGuardMs = 600_000;
jest.setTimeout(hangGuardMs);

const models = openModelFolder(fileURLToPath(new URL('../../../../models/', import.meta.url)));
const searchPath = process.env['PATH'] ?? '';

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('counting a clip', () => {
  let folder: string;
  const detector = openDetector('nanodet-g-416', { models, deadlineMs: hangGuardMs });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
    makeClip({
      path: join(folder, 'empty.mp4'),
      width: 320,
      height: 180,
      seconds: 23,
      stripes: ['0x707070', '0x606060'],
      fps: 10,
    });
  });
  afterAll(async () => {
    await detector.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function count(...args: string[]): Promise<CountEvent[]> {
    const request = await readCountRequest([...args, '--start', '2026-01-31T08:00:05+08:00'], '/models');
    return Array.fromAsync(
      countClip(request, { detector, models, clip: openClip(request.clip, searchPath) }),
    );
  }

  test('measures an empty road as zero in every slot that the clip covers, by the time of the clip', async () => {
    const events = await count(join(folder, 'empty.mp4'), '--fps', '1');
    expect(events.map((event) => [event.slotStartAt, event.kind, event.total, event.framesUsed])).toEqual([
      ['2026-01-31T00:00:00.000Z', 'measured', 0, 5],
      ['2026-01-31T00:00:10.000Z', 'measured', 0, 10],
      ['2026-01-31T00:00:20.000Z', 'measured', 0, 8],
    ]);
    for (const event of events) expect(countEvent.safeParse(event).success).toBe(true);
  });

  test('counts the crossings of a line in the slots of a clip: none on an empty road', async () => {
    const zones = join(folder, 'line.json');
    const line = [
      [0.1, 0.5],
      [0.9, 0.5],
    ];
    const gate = { zoneId: 'gate', name: 'Gate', kind: 'line', slotMs: 20_000, line };
    await writeFile(zones, JSON.stringify({ zones: [gate], plan: { mode: 'fps', fps: 5 } }));
    const events = await count(join(folder, 'empty.mp4'), '--zones', zones);
    const none = { bicycle: 0, car: 0, motorcycle: 0, bus: 0, truck: 0 };
    expect(events.filter(({ zoneId }) => zoneId === 'gate')).toMatchObject([
      { kind: 'measured', inbound: none, outbound: none, trackingRestarts: 1 },
      { kind: 'measured', inbound: none, outbound: none },
    ]);
    for (const event of events) expect(countEvent.safeParse(event).success).toBe(true);
  });

  test('gives the same events when a clip is counted twice', async () => {
    const path = join(folder, 'empty.mp4');
    expect(await count(path)).toEqual(await count(path));
  });

  test('rejects a class map that the server would reject, before it counts anything', async () => {
    const request = await readCountRequest(
      [join(folder, 'empty.mp4'), '--start', '2026-01-31T08:00:05+08:00'],
      '/models',
    );
    const model = { ...request.camera.model, classMap: { person: 'car', nonsense: 'bus' } as const };
    const counted = countClip(
      { ...request, camera: { ...request.camera, model } },
      { detector, models, clip: openClip(request.clip, searchPath) },
    );
    await expect(counted.next()).rejects.toThrow(/no label "nonsense".*"person" stands for people/);
  });

  test('names a clip that does not exist or is not a video', async () => {
    await expect(count(join(folder, 'nothing.mp4'))).rejects.toThrow(/check the path/);
    await expect(count(fileURLToPath(import.meta.url))).rejects.toThrow(
      /could not|cannot|no picture|decoded|clip/i,
    );
  });
});
