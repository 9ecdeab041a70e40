import { describe, expect, it } from '@jest/globals';
import { hourMs, minuteMs, quarterMs, type SpaceTurnover } from '@vialog/contracts';
import fc from 'fast-check';
import { SpaceChanges } from './space-changes.ts';

const slotMs = minuteMs;
/** Takes slots of a minute; undefined: the slot is a gap. */
function turnovers(slots: readonly (string | undefined)[], changes = new SpaceChanges()) {
  return slots.map((bays, i) =>
    bays === undefined ? undefined : changes.take({ start: i * slotMs, slotMs, source: '1 model', bays }),
  );
}
const sumOf = (found: readonly (SpaceTurnover | undefined)[], name: keyof SpaceTurnover): number =>
  found.reduce((sum, turnover) => sum + (turnover?.[name] ?? 0), 0);

describe('SpaceChanges', () => {
  it('counts a space that becomes occupied as arrival and one that becomes free as departure', () => {
    expect(turnovers(['0011', '0101', '0101'])).toEqual([
      undefined,
      { arrivals: 1, departures: 1, comparedMs: 240_000, occupiedMs: 120_000 },
      { arrivals: 0, departures: 0, comparedMs: 240_000, occupiedMs: 120_000 },
    ]);
  });

  it('an unknown space between two occupied states is no arrival, and a hidden change is counted once', () => {
    const found = turnovers(['1001', '--0-', '1-00', '11--']);
    expect(sumOf(found, 'arrivals')).toBe(1);
    expect(sumOf(found, 'departures')).toBe(1);
    // Four spaces were judged in minute 0; the last judgements are of the minutes 3, 3, 2 and 2.
    expect(sumOf(found, 'comparedMs')).toBe((3 + 3 + 2 + 2) * minuteMs);
  });

  it('states are not compared over more than 15 minutes, and over the slot before where slots are longer', () => {
    const gap = Array.from({ length: 15 }, () => undefined);
    expect(turnovers(['0000', ...gap, '1111']).at(-1)).toBeUndefined();
    expect(turnovers(['0000', ...gap.slice(1), '1111']).at(-1)).toMatchObject({ arrivals: 4 });
    const changes = new SpaceChanges();
    const hourly = (start: number, bays: string) =>
      changes.take({ start, slotMs: hourMs, source: '1 model', bays });
    expect([hourly(0, '0000'), hourly(hourMs, '0100')?.arrivals]).toEqual([undefined, 1]);
    expect(quarterMs).toBeLessThan(hourMs);
  });

  it('states of another camera version or model are not compared', () => {
    const changes = new SpaceChanges();
    changes.take({ start: 0, slotMs, source: '1 model', bays: '0000' });
    expect(changes.take({ start: slotMs, slotMs, source: '2 model', bays: '1111' })).toBeUndefined();
    expect(changes.take({ start: 2 * slotMs, slotMs, source: '2 model', bays: '1110' })).toMatchObject({
      arrivals: 0,
      departures: 1,
    });
  });

  it('a slot that is decided after a later one has no sums, so that no change counts twice', () => {
    const changes = new SpaceChanges();
    const take = (minute: number, bays: string) =>
      changes.take({ start: minute * slotMs, slotMs, source: '1 model', bays });
    expect(take(0, '0000')).toBeUndefined();
    expect(take(2, '1000')).toMatchObject({ arrivals: 1, comparedMs: 4 * 2 * slotMs });
    expect(take(1, '1000')).toBeUndefined();
    expect(take(3, '1000')).toMatchObject({ arrivals: 0 });
  });
});

/** A stay: space, arrival and length in minutes; vehicles of one space never overlap. */
const someStays = fc
  .array(
    fc.record({
      space: fc.nat(5),
      free: fc.integer({ min: 1, max: 30 }),
      stay: fc.integer({ min: 1, max: 90 }),
    }),
    { maxLength: 40 },
  )
  .map((entries) => {
    const ends = new Map<number, number>();
    return entries.map(({ space, free, stay }) => {
      const from = (ends.get(space) ?? 0) + free;
      ends.set(space, from + stay);
      return { space, from, to: from + stay };
    });
  });
const minutes = 400;
/** What is seen of the truth: gaps of at most 10 minutes and unknown spaces for at most 10 minutes. */
const someHoles = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: minutes }),
    length: fc.integer({ min: 1, max: 10 }),
    space: fc.nat(6),
  }),
  { maxLength: 6 },
);

interface Stay {
  readonly space: number;
  /** Minutes. */
  readonly from: number;
  readonly to: number;
}
const isOccupied = (stays: readonly Stay[], space: number, minute: number): boolean =>
  stays.some((stay) => stay.space === space && stay.from <= minute && minute < stay.to);

/** Longest time between two judgements of a space, minutes, and its last state minus its first one. */
function judgedOf(
  states: readonly (string | undefined)[],
  space: number,
): { maxAge: number; change: number } {
  const judged = states.flatMap((bays, minute) => {
    const state = bays?.[space];
    return state === undefined || state === '-' ? [] : [{ minute, state: Number(state) }];
  });
  const ages = judged.slice(1).map(({ minute }, i) => minute - (judged[i]?.minute ?? 0));
  return {
    maxAge: Math.max(0, ...ages),
    change: (judged.at(-1)?.state ?? 0) - (judged[0]?.state ?? 0),
  };
}

describe('SpaceChanges against simulated stays', () => {
  it('without gaps, arrivals, departures and occupied time are those of the stays', () => {
    fc.assert(
      fc.property(someStays, (stays) => {
        const states = Array.from({ length: minutes }, (_, minute) =>
          [0, 1, 2, 3, 4, 5].map((space) => (isOccupied(stays, space, minute) ? '1' : '0')).join(''),
        );
        const found = turnovers(states);
        const ended = stays.filter(({ to }) => to < minutes);
        expect(sumOf(found, 'arrivals')).toBe(stays.filter(({ from }) => from < minutes).length);
        expect(sumOf(found, 'departures')).toBe(ended.length);
        expect(sumOf(found, 'comparedMs')).toBe(6 * (minutes - 1) * slotMs);
        // A vehicle that is still present at the end counts up to the middle of the last minute.
        const lengths = stays.map(({ from, to }) => Math.max(0, Math.min(to, minutes - 0.5) - from));
        const occupied = lengths.reduce((sum, length) => sum + length, 0);
        expect(sumOf(found, 'occupiedMs') / slotMs).toBeCloseTo(occupied, 6);
      }),
    );
  });

  it('with gaps and unknown spaces, no arrival is invented or doubled, and the balance of the spaces is kept', () => {
    fc.assert(
      fc.property(someStays, someHoles, (stays, holes) => {
        const states = Array.from({ length: minutes }, (_, minute) => {
          const hidden = holes.filter(({ at, length }) => minute >= at && minute < at + length);
          // Space 6 stands for all spaces: a gap.
          if (hidden.some(({ space }) => space === 6)) return undefined;
          return [0, 1, 2, 3, 4, 5]
            .map((space) => {
              if (hidden.some((hole) => hole.space === space)) return '-';
              return isOccupied(stays, space, minute) ? '1' : '0';
            })
            .join('');
        });
        const found = turnovers(states);
        const [arrivals, departures] = [sumOf(found, 'arrivals'), sumOf(found, 'departures')];
        expect(arrivals).toBeLessThanOrEqual(stays.filter(({ from }) => from < minutes).length);
        expect(departures).toBeLessThanOrEqual(stays.filter(({ to }) => to < minutes).length);
        expect(sumOf(found, 'comparedMs')).toBeLessThanOrEqual(6 * (minutes - 1) * slotMs);
        const judged = [0, 1, 2, 3, 4, 5].map((space) => judgedOf(states, space));
        if (judged.every(({ maxAge }) => maxAge <= 15))
          expect(arrivals - departures).toBe(judged.reduce((sum, { change }) => sum + change, 0));
        for (const turnover of found)
          if (turnover) expect(turnover.occupiedMs).toBeLessThanOrEqual(turnover.comparedMs);
      }),
    );
  });
});
