import { describe, expect, it } from '@jest/globals';
import { gapReasons, isoOf } from '@vialog/contracts';
import fc from 'fast-check';
import { areaZone, base, cameraOf } from './camera.fixture.ts';
import { ledgerRows } from './ledger.ts';

const hour = 3_600_000;
const sums = (measured: number, gaps: Record<string, number> = {}, version = 1, start = base) => ({
  cameraId: 'cam000000001',
  zoneId: 'lane',
  cameraVersion: version,
  start,
  measured,
  gaps,
});
const question = {
  versions: [cameraOf()],
  from: base,
  to: base + hour,
  now: base + 2 * hour,
  latenessMs: 30_000,
};

describe('ledgerRows', () => {
  it('reports slots without a record as unreported when they are older than the lateness limit', () => {
    expect(ledgerRows({ ...question, sums: [sums(350, { offline: 4 })] })).toEqual([
      {
        cameraId: 'cam000000001',
        zoneId: 'lane',
        hourStartAt: isoOf(base),
        expected: 360,
        measured: 350,
        gaps: 10,
        pending: 0,
        reasons: { offline: 4, unreported: 6 },
      },
    ]);
  });

  it('reports all slots as unreported when the store has no records', () => {
    const rows = ledgerRows({ ...question, to: base + 2 * hour, now: base + 3 * hour, sums: [] });
    expect(rows.map((row) => [row.gaps, row.reasons['unreported']])).toEqual([
      [360, 360],
      [360, 360],
    ]);
  });

  it('expects only slots that are over and reports recent slots as pending', () => {
    const now = base + 120_000 + 9_999;
    const [row] = ledgerRows({ ...question, now, sums: [sums(9)] });
    expect(row).toMatchObject({ expected: 12, measured: 9, gaps: 0, pending: 3 });
    expect(ledgerRows({ ...question, now, sums: [sums(8)] })[0]).toMatchObject({ gaps: 1, pending: 3 });
  });

  it('never reports more measured than expected slots: slots outside of a version do not count', () => {
    const versions = [cameraOf(), cameraOf({ version: 2, validFrom: base + hour / 2, lifecycle: 'paused' })];
    const rows = ledgerRows({ ...question, versions, sums: [sums(200, { offline: 9 }), sums(77, {}, 2)] });
    expect(rows).toMatchObject([{ expected: 180, measured: 180, gaps: 0, pending: 0, reasons: {} }]);
  });

  it('adds all versions of an hour to one row and omits hours without expected slots', () => {
    const versions = [
      cameraOf(),
      cameraOf({ version: 2, validFrom: base + hour / 2, zones: [areaZone({ slotMs: 60_000 })] }),
    ];
    const rows = ledgerRows({ ...question, versions, from: base - hour, sums: [sums(180), sums(30, {}, 2)] });
    expect(rows).toMatchObject([{ hourStartAt: isoOf(base), expected: 210, measured: 210, gaps: 0 }]);
  });

  it('returns rows in which expected is measured + gaps + pending, for any sums of a store', () => {
    const gaps = fc.dictionary(fc.constantFrom(...gapReasons), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(
        fc.nat(500),
        gaps,
        fc.integer({ min: -hour, max: 3 * hour }),
        (measured, explained, ahead) => {
          const now = base + ahead;
          for (const row of ledgerRows({ ...question, now, sums: [sums(measured, explained)] })) {
            expect(row.measured + row.gaps + row.pending).toBe(row.expected);
            expect(Object.values(row.reasons).reduce((a, b) => a + b, 0)).toBe(row.gaps);
            expect(Math.min(row.measured, row.gaps, row.pending)).toBeGreaterThanOrEqual(0);
            expect(row.pending).toBeLessThanOrEqual(4);
          }
        },
      ),
    );
  });
});
