import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { findLowCoverage } from './find-low-coverage.ts';
import { bays, cameraOf, cars, lost, lotCamera, ten, worldOf, written } from './world.fixture.ts';

const gate = cameraOf();
const lot = lotCamera();
const allMinutes = Array.from({ length: 60 }, (_, i) => bays(lot, ten - 3_600_000 + i * 60_000, '0000'));

describe('findLowCoverage', () => {
  it('lists zones with missing slots, lowest coverage first, with reasons', async () => {
    const world = worldOf([gate, lot], ten + 30_000);
    await written(world, [
      ...allMinutes.slice(0, 45),
      cars(gate, ten - 3_600_000, 1),
      lost(gate, ten - 600_000, 60, 'frozen'),
    ]);
    const response = await findLowCoverage(world.ports, { below: 1 });
    expect(response).toMatchObject({ to: isoOf(ten), expected: 420, measured: 46, coverage: 46 / 420 });
    expect(response.items).toEqual([
      {
        cameraId: gate.cameraId,
        zoneId: 'view',
        expected: 360,
        measured: 1,
        coverage: 1 / 360,
        reasons: { frozen: 60, unreported: 299 },
      },
      expect.objectContaining({ cameraId: lot.cameraId, coverage: 0.75, reasons: { unreported: 15 } }),
    ]);
    expect((await findLowCoverage(world.ports, { below: 0.5 })).items).toHaveLength(1);
  });

  it('does not list slots that may still be measured', async () => {
    const world = worldOf([lot], ten + 80_000);
    await written(world, [...allMinutes, bays(lot, ten, '0000')]);
    expect((await findLowCoverage(world.ports, { below: 1 })).items).toEqual([]);
  });

  it('does not let a slot measured early hide a gap', async () => {
    const world = worldOf([lot], ten + 80_000);
    await written(world, [...allMinutes.slice(1), bays(lot, ten, '0000')]);
    const response = await findLowCoverage(world.ports, { below: 1 });
    expect(response).toMatchObject({ expected: 60, measured: 59 });
  });

  it('uses a past time window and rejects a negative one', async () => {
    const world = worldOf([lot]);
    await written(world, allMinutes.slice(0, 45));
    const window = { from: '2026-03-31T09:00:00Z', to: '2026-03-31T09:30:00Z' };
    expect(await findLowCoverage(world.ports, { ...window, below: 1 })).toMatchObject({
      expected: 30,
      coverage: 1,
      items: [],
    });
    const backwards = findLowCoverage(world.ports, { from: window.to, to: window.from, below: 1 });
    await expect(backwards).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});
