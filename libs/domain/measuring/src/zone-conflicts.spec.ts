import { describe, expect, it } from '@jest/globals';
import { areaZone, baysZone } from './camera.fixture.ts';
import { zoneConflicts } from './zone-conflicts.ts';

const box = (x: number, y: number, w: number, h: number): [number, number][] => [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]; // prettier-ignore

describe('conflicts between zones of one camera', () => {
  it('refuse two main zones that overlap, in words that name them', () => {
    const [conflict] = zoneConflicts([
      areaZone({ zoneId: 'a', name: 'North' }),
      areaZone({ zoneId: 'b', name: 'South', polygon: box(0.4, 0.4, 0.3, 0.3) }),
    ]);
    expect(conflict).toMatchObject({ severity: 'error', zoneIds: ['a', 'b'] });
    expect(conflict?.message).toMatch(/"North".*"South".*"detail"/);
  });

  it('let detail zones overlap, and main zones touch', () => {
    const zones = [
      areaZone({ zoneId: 'a', polygon: box(0, 0, 0.5, 0.5) }),
      areaZone({ zoneId: 'b', polygon: box(0.5, 0, 0.5, 0.5) }),
      areaZone({ zoneId: 'view', role: 'detail', polygon: box(0, 0, 1, 1) }),
    ];
    expect(zoneConflicts(zones)).toEqual([]);
  });

  it('see an area over the spaces of a lot', () => {
    expect(zoneConflicts([areaZone({ polygon: box(0, 0.7, 1, 0.3) }), baysZone(4)])).toHaveLength(1);
  });

  it('warn of two spaces that cover each other', () => {
    const bays = [
      { bayId: 'b1', polygon: box(0.1, 0.1, 0.1, 0.1) },
      { bayId: 'b2', polygon: box(0.12, 0.1, 0.1, 0.1) },
    ];
    expect(zoneConflicts([baysZone(2, { bays })])).toMatchObject([{ severity: 'warning', zoneIds: ['lot'] }]);
  });
});
