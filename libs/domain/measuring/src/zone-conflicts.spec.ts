import { describe, expect, it } from '@jest/globals';
import type { PicturePoint } from '@vialog/contracts';
import fc from 'fast-check';
import { areaZone, baysZone } from './camera.fixture.ts';
import { sharedArea } from './polygon-overlap.ts';
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

describe('the area two polygons share', () => {
  const boxes = fc
    .tuple(...[0, 0, 0.01, 0.01].map((min) => fc.double({ min, max: 0.5, noNaN: true })))
    .map(([x, y, w, h]) => [x, y, w, h] as [number, number, number, number]);

  it('of boxes is the product of the shared sides', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const side = (i: 0 | 1) =>
          Math.max(0, Math.min(a[i] + a[i + 2]!, b[i] + b[i + 2]!) - Math.max(a[i], b[i]));
        expect(sharedArea(box(...a), box(...b))).toBeCloseTo(side(0) * side(1), 9);
      }),
    );
  });

  it('is the same both ways round, and that of a concave outline is exact', () => {
    const u: PicturePoint[] = [[0, 0], [0.2, 0], [0.2, 0.8], [0.8, 0.8], [0.8, 0], [1, 0], [1, 1], [0, 1]]; // prettier-ignore
    const bar = box(0, 0.3, 1, 0.1);
    expect(sharedArea(u, bar)).toBeCloseTo(0.04, 12);
    expect(sharedArea(bar, u)).toBeCloseTo(0.04, 12);
    expect(sharedArea(u, box(0.3, 0.1, 0.4, 0.6))).toBe(0);
  });

  it('of crossing triangles is exact', () => {
    const up: PicturePoint[] = [[0, 0], [1, 0], [0.5, 1]]; // prettier-ignore
    const down: PicturePoint[] = [[0, 1], [1, 1], [0.5, 0]]; // prettier-ignore
    expect(sharedArea(up, down)).toBeCloseTo(0.25, 12);
  });
});
