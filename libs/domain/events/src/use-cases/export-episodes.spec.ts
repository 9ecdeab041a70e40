import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import type { EpisodeRow, EpisodeRule } from '../event-reader.port.ts';
import type { EventPorts } from './event-ports.ts';
import { exportEpisodes, type EpisodeExportRow } from './export-episodes.ts';
import { bays, lotCamera, ten, worldOf, written } from './world.fixture.ts';

const minute = 60_000;
const before = lotCamera();
const after = lotCamera({
  version: 2,
  name: 'Lot camera, new mast',
  validFromAt: isoOf(ten - 30 * minute),
  position: [112.22, 31.03],
  model: { modelId: 'other-model', classMap: {}, anyClassInBays: false },
});

const episodeRow = (i: number): EpisodeRow => ({
  cameraId: before.cameraId,
  zoneId: 'lot',
  from: ten - (i + 1) * minute,
  to: ten - i * minute,
  peak: 4,
  peakAt: ten - (i + 1) * minute,
  mean: 4,
  measuredSlots: 1,
  slotMs: minute,
  position: before.position,
});

async function exported(versions: readonly (typeof before)[]) {
  const world = worldOf([...versions]);
  const full = (at: number) => bays(at < ten - 30 * minute ? before : after, at, '1111');
  await written(
    world,
    [50, 49, 20, 19].map((m) => full(ten - m * minute)),
  );
  const { rows, method } = await exportEpisodes(world.ports, 'free=0');
  const read: EpisodeExportRow[] = [];
  for await (const page of rows) read.push(...page);
  return { rows: read, method: method() };
}

describe('exportEpisodes', () => {
  it('each exported episode has the name and position of its camera at its start', async () => {
    const { rows } = await exported([before, after]);
    expect(rows.map(({ camera, longitude }) => [camera, longitude])).toEqual([
      ['Lot camera, new mast', 112.22],
      ['Lot camera', 112.21],
    ]);
  });

  it('a store is searched once for an export of many episodes, which are written in parts', async () => {
    const world = worldOf([before]);
    const stored = Array.from({ length: 2500 }, (_, i) => episodeRow(i));
    let searches = 0;
    const events = {
      episodes: (_: unknown, { limit, after }: EpisodeRule) => {
        searches += 1;
        return Promise.resolve(stored.filter(({ to }) => !after || to < after.to).slice(0, limit));
      },
    } as unknown as EventPorts['events'];
    const { rows } = await exportEpisodes({ ...world.ports, events }, 'free=0');
    const parts: number[] = [];
    for await (const part of rows) parts.push(part.length);
    expect([searches, parts]).toEqual([1, [1000, 1000, 500]]);
  });

  it('the method of an export names every model that counted one of its episodes', async () => {
    const { method } = await exported([before, after]);
    expect(method.models).toEqual([before.model.modelId, 'other-model'].sort());
  });
});
