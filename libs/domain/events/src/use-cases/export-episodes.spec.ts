import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
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

  it('the method of an export names every model that counted one of its episodes', async () => {
    const { method } = await exported([before, after]);
    expect(method.models).toEqual([before.model.modelId, 'other-model'].sort());
  });
});
