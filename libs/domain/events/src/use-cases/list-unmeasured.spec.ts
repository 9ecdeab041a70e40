import { describe, expect, it } from '@jest/globals';
import { listUnmeasured } from './list-unmeasured.ts';
import { bays, cameraOf, cars, lost, lotCamera, ten, worldOf, written } from './world.fixture.ts';

const minute = 60_000;

describe('listUnmeasured', () => {
  it('lists the cameras that were not measuring with their reasons, most missing slots first', async () => {
    const [lot, gate] = [lotCamera(), cameraOf()];
    const world = worldOf([lot, gate], ten + 10 * minute);
    await written(world, [
      bays(lot, ten, '1100'),
      lost(lot, ten + minute, 9, 'dark'),
      ...Array.from({ length: 30 }, (_, i) => cars(gate, ten + i * 10_000, 1)),
      lost(gate, ten + 5 * minute, 30),
    ]);
    const list = await listUnmeasured(world.ports, { q: 'last:10m fullest', limit: 1 });
    expect(list).toEqual({
      items: [
        {
          cameraId: gate.cameraId,
          name: 'Gate 3',
          expected: 60,
          measured: 30,
          missing: 30,
          reasons: { offline: 30 },
        },
      ],
      total: 2,
      from: '2026-03-31T10:00:00.000Z',
      to: '2026-03-31T10:10:00.000Z',
    });
    const ofLot = await listUnmeasured(world.ports, { q: 'last:10m camera:"Lot camera"', limit: 10 });
    expect(ofLot.items).toMatchObject([{ missing: 9, reasons: { dark: 9 } }]);
  });

  it('does not list cameras that measured every slot', async () => {
    const lot = lotCamera();
    const world = worldOf([lot], ten + minute);
    await written(world, [bays(lot, ten, '1100')]);
    expect(await listUnmeasured(world.ports, { q: 'last:1m', limit: 10 })).toMatchObject({
      items: [],
      total: 0,
    });
  });
});
