import { describe, expect, it } from '@jest/globals';
import { areaZone, baysZone, rectangle as box } from './camera.fixture.ts';
import { zoneConflicts } from './zone-conflicts.ts';

describe('zoneConflicts', () => {
  it('reports two overlapping main zones as an error and names both', () => {
    const [conflict] = zoneConflicts([
      areaZone({ zoneId: 'a', name: 'North' }),
      areaZone({ zoneId: 'b', name: 'South', polygon: box(0.4, 0.4, 0.3, 0.3) }),
    ]);
    expect(conflict).toMatchObject({ severity: 'error', zoneIds: ['a', 'b'] });
    expect(conflict?.message).toMatch(/"North".*"South".*"detail"/);
  });

  it('reports no conflict for overlapping detail zones and for main zones that touch', () => {
    const zones = [
      areaZone({ zoneId: 'a', polygon: box(0, 0, 0.5, 0.5) }),
      areaZone({ zoneId: 'b', polygon: box(0.5, 0, 0.5, 0.5) }),
      areaZone({ zoneId: 'view', role: 'detail', polygon: box(0, 0, 1, 1) }),
    ];
    expect(zoneConflicts(zones)).toEqual([]);
  });

  it('reports an area that overlaps the spaces of another main zone', () => {
    expect(zoneConflicts([areaZone({ polygon: box(0, 0.7, 1, 0.3) }), baysZone(4)])).toHaveLength(1);
  });

  it('reports two overlapping spaces as a warning', () => {
    const bays = [
      { bayId: 'b1', polygon: box(0.1, 0.1, 0.1, 0.1) },
      { bayId: 'b2', polygon: box(0.12, 0.1, 0.1, 0.1) },
    ];
    expect(zoneConflicts([baysZone(2, { bays })])).toMatchObject([{ severity: 'warning', zoneIds: ['lot'] }]);
  });
});
