import { describe, expect, it } from '@jest/globals';
import { countEvent, type CountEvent } from '@vialog/contracts';
import { gap, measured, measuredBays } from '@vialog/events/conformance';
import fc from 'fast-check';
import { RowPacker } from './row-batch.ts';
import { isCertainlyValid } from '@vialog/events';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const bases: readonly CountEvent[] = [
  measured(noon, { car: 3, truck: 0 }),
  measuredBays(noon, '01-1'),
  measured(noon, {}),
];

/** A packer that knows the places of these records. */
function packerThatKnows(records: readonly CountEvent[]): RowPacker {
  const packer = new RowPacker();
  packer.pack(records, noon);
  return packer;
}

const packer = packerThatKnows(bases);
const surely = (record: unknown): boolean =>
  isCertainlyValid(record, (event, slotStart) => packer.knows(event, slotStart));

const odd = fc.oneof(
  fc.integer({ min: -2, max: 100_002 }),
  fc.constantFrom(
    -0,
    0.5,
    1e9,
    NaN,
    Infinity,
    null,
    undefined,
    true,
    '',
    '0',
    'road',
    'gap',
    'measured',
    'bays',
    'cam000000001',
    [],
    {},
    [112.2, 31.03],
    [112.2, 31.0300001],
    [1, 2, 3],
    { car: 1 },
    { car: -1 },
    { car: '1' },
    { dog: 1 },
    { car: undefined },
    { car: 100_001 },
    '01-1',
    '01x',
    '2026-03-31T12:00:00.000Z',
    '2026-03-31T12:00:00Z',
    '2026-03-31T24:00:00.000Z',
    '2026-02-30T12:00:00.000Z',
    '2026-03-31T14:00:00.000+02:00',
    '+002026-03-31T12:00:00.000Z',
    10_000,
    1e14,
    1,
    2,
    1440,
    ['85411c97fffffff', '87411c96effffff', '89411c96ea7ffff'],
    ['85411c97fffffff', '87411c96effffff'],
    'offline',
  ),
  fc.string({ maxLength: 5 }),
);

const keys = [
  ...new Set([...bases.flatMap(Object.keys), 'reason', 'inbound', 'siteId', 'indexedAt', 'boxes']),
];

/** A valid record with a few fields replaced by unusual values, or removed. */
const mutated = fc
  .tuple(
    fc.constantFrom(...bases),
    fc.array(fc.tuple(fc.constantFrom(...keys), fc.option(odd, { nil: 'gone' })), { maxLength: 3 }),
  )
  .map(([base, changes]) => {
    const record: Record<string, unknown> = { ...base };
    for (const [key, value] of changes) {
      if (value === 'gone') delete record[key];
      else record[key] = value;
    }
    return record;
  });

describe('a record accepted without the schema', () => {
  it('the schema accepts unchanged every record that is accepted without it', () => {
    let taken = 0;
    fc.assert(
      fc.property(mutated, (record) => {
        if (!surely(record)) return;
        taken += 1;
        expect(countEvent.parse(record)).toEqual(record);
      }),
      { numRuns: 20_000 },
    );
    expect(taken).toBeGreaterThan(1000);
  });

  it.each(bases.map((base, i) => [i, base] as const))(
    'plain measurement %i is accepted without the schema',
    (_, base) => expect(surely(base)).toBe(true),
  );

  it.each([
    ['a record of an unknown place', { ...bases[0], cameraId: 'new000000000' }],
    [
      'a record whose local time is valid only modulo a week',
      { ...bases[0], localMinute: 1200 + 1440, localWeekday: 1 },
    ],
    ['a record with an unknown field', { ...bases[0], boxes: [] }],
    ['a gap', gap(noon)],
    ['nothing', null],
    ['a text', 'record'],
  ])('%s is checked by the schema', (_, record) => expect(surely(record)).toBe(false));
});
