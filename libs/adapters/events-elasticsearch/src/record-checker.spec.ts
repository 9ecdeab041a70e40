import { describe, expect, it } from '@jest/globals';
import { countEvent, type CountEvent } from '@vialog/contracts';
import { gap, measured, measuredBays } from '@vialog/events/conformance';
import fc from 'fast-check';
import { RecordChecker } from './record-checker.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const bases: readonly CountEvent[] = [
  measured(noon, { car: 3, truck: 0 }),
  measuredBays(noon, '01-1'),
  measured(noon, {}),
  gap(noon, { slots: 6 }),
];

const odd = fc.oneof(
  fc.integer({ min: -2, max: 100_002 }),
  fc.constantFrom<unknown>(
    -0,
    0.5,
    NaN,
    null,
    undefined,
    true,
    '',
    'road',
    'gap',
    'measured',
    'bays',
    'cam000000001',
    'site00000009',
    [],
    {},
    [112.2, 31.03],
    [112.2, 31.0300001],
    [-0, 0],
    [1, 2, 3],
    { car: 1 },
    { car: -1 },
    { car: '1' },
    { dog: 1 },
    '01x',
    '2026-03-31T12:00:00Z',
    '2026-03-31T12:00:00.000Z',
    10_000,
    60_000,
    1440,
    ['85411c97fffffff', '87411c96effffff'],
  ),
);
const keys = [...new Set([...bases.flatMap(Object.keys), 'inbound', 'indexedAt', 'boxes'])];
const changed = fc
  .tuple(fc.constantFrom(...bases), fc.array(fc.tuple(fc.constantFrom(...keys), odd), { maxLength: 3 }))
  .map(([base, changes]) => ({ ...base, ...Object.fromEntries(changes) }));

describe('RecordChecker', () => {
  it('accepts exactly the records that the schema accepts, known zones included', () => {
    const checker = new RecordChecker();
    for (const base of bases) checker.check(base, noon);
    fc.assert(
      fc.property(changed, (record) => {
        const parsed = countEvent.safeParse(record);
        const checked = checker.check(record, noon);
        if (!parsed.success) expect(checked).toMatch(/^not a count event: /);
        else if (typeof checked === 'string') expect(checked).toMatch(/retention|future/);
        else expect(checked).toEqual(parsed.data);
      }),
      { numRuns: 3_000 },
    );
  });

  it('checks a record again when the local time of its zone shifted', () => {
    const checker = new RecordChecker();
    checker.check(measured(noon), noon);
    const later = { ...measured(noon + 10_000), localMinute: 5000 };
    expect(checker.check(later, noon)).toMatch(/localMinute/);
  });
});
