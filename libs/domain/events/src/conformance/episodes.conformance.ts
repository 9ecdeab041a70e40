import { describe, expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { CountEvent } from '@vialog/contracts';
import type { Condition } from '../event-query.ts';
import type { EpisodeKey, EpisodeOrder, EpisodeRow, EpisodeRule } from '../event-reader.port.ts';
import { keyOfEpisode } from '../find-episodes.ts';
import {
  gap,
  linePlace,
  lotPlace,
  measured,
  measuredBays,
  measuredLine,
  plainPlace,
} from './event-builders.ts';
import { onEmptyStore, type EventStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const busy: Condition = { kind: 'number', field: 'car', op: '>=', value: 5 };
const rule: EpisodeRule = { minMs: 0, bridgeMs: 30_000, limit: 100, order: { by: 'time' } };

/** One slot per character from noon on: a digit is a measurement, g a gap, a space no record. */
function zoneLine(line: string, place = plainPlace): CountEvent[] {
  return [...line].flatMap((mark, i) => {
    const at = noon + i * place.slotMs;
    if (mark === ' ') return [];
    return mark === 'g' ? [gap(at, { place })] : [measured(at, { car: Number(mark) }, place)];
  });
}

async function episodesOf(
  store: EventStore,
  over: Partial<EpisodeRule> = {},
): Promise<readonly EpisodeRow[]> {
  return store.episodes({ from: noon - hourMs, to: noon + hourMs, where: busy }, { ...rule, ...over });
}

const spans = (rows: readonly EpisodeRow[]): number[][] =>
  rows.map((row) => [(row.from - noon) / 10_000, (row.to - noon) / 10_000]);

type Row = readonly [string, string, readonly (readonly number[])[]];
const lines: readonly Row[] = [
  ['one slot', '  5 ', [[2, 3]]],
  ['neighbouring slots', '0567990', [[1, 6]]],
  [
    'a slot that does not match ends an episode',
    '5504550',
    [
      [4, 6],
      [0, 2],
    ],
  ],
  ['an episode continues across a gap', '55gg55', [[0, 6]]],
  ['an episode continues across missing slots', '55   55', [[0, 7]]],
  [
    'a gap longer than the bridge ends an episode',
    '55gggg55',
    [
      [6, 8],
      [0, 2],
    ],
  ],
  ['a gap record does not extend the bridge', '55g g55', [[0, 7]]],
  ['gaps at the ends do not belong to an episode', 'gg55gg', [[2, 4]]],
  ['nothing holds', '0123', []],
];

/** Camera 1: a lot, almost empty. Camera 2: a lot, full. Camera 3: a road with many cars for a long time. */
function ofThreePlaces(): CountEvent[] {
  const at = (n: number, lon: number) => ({
    cameraId: `cam00000000${n}`,
    position: [lon, 31] as [number, number],
  });
  const empty = { ...lotPlace, ...at(1, 112.1) };
  const full = { ...lotPlace, ...at(2, 112.3) };
  const road = { ...plainPlace, ...at(3, 112.2) };
  return [
    measuredBays(noon + 2 * lotPlace.slotMs, '1000', empty),
    measuredBays(noon, '1111', full),
    ...zoneLine('99999999999', road),
  ];
}

const orders: readonly { readonly order: EpisodeOrder; readonly expected: string }[] = [
  { order: { by: 'time' }, expected: '132' },
  { order: { by: 'length' }, expected: '312' },
  { order: { by: 'count' }, expected: '321' },
  { order: { by: 'occupancy' }, expected: '213' },
  { order: { by: 'distance', centers: [{ lat: 31, lon: 112.1 }] }, expected: '132' },
  {
    order: {
      by: 'distance',
      centers: [
        { lat: 31, lon: 112.29 },
        { lat: 31, lon: 112.22 },
      ],
    },
    expected: '231',
  },
];

/** The contract of `EpisodeReader`. */
export function episodesConformance(makeStore: MakeStore): void {
  describe('episodes', () => {
    it.each(lines)('episodes: %s', (_, line, expected) =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(zoneLine(line));
        expect(spans(await episodesOf(store))).toEqual(expected);
      }),
    );

    it('episodes have the peak, mean and number of measured slots, without gaps', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([...zoneLine('05g9 0'), measuredBays(noon, '1111', lotPlace)]);
        expect(await episodesOf(store)).toEqual([
          {
            cameraId: 'cam000000001',
            zoneId: 'road',
            from: noon + 10_000,
            to: noon + 40_000,
            peak: 9,
            mean: 7,
            peakAt: noon + 30_000,
            measuredSlots: 2,
            slotMs: 10_000,
            position: [...plainPlace.position],
          },
        ]);
      }));

    it('episodes shorter than the minimum are left out, and an episode has the site of its last record', () =>
      onEmptyStore(makeStore, async (store) => {
        const lot = { ...plainPlace, siteId: 'site00000007' };
        await store.append(zoneLine('55505550', lot));
        const rows = await episodesOf(store, { minMs: 30_000 });
        expect(spans(rows)).toEqual([
          [4, 7],
          [0, 3],
        ]);
        expect(rows[0]?.siteId).toBe('site00000007');
        expect(spans(await episodesOf(store, { minMs: 30_001 }))).toEqual([]);
      }));

    it('an episode continues across a camera version and across midnight', () =>
      onEmptyStore(makeStore, async (store) => {
        const midnight = Date.parse('2026-03-31T00:00:00.000Z');
        const second = { ...plainPlace, cameraVersion: 2 };
        await store.append([
          measured(midnight - 10_000, { car: 5 }),
          measured(midnight, { car: 6 }),
          measured(midnight + 10_000, { car: 7 }, second),
        ]);
        const rows = await store.episodes(
          { from: midnight - hourMs, to: midnight + hourMs, where: busy },
          rule,
        );
        expect(rows).toEqual([expect.objectContaining({ from: midnight - 10_000, to: midnight + 20_000 })]);
      }));

    it('episodes are found only in the window', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(zoneLine('555555'));
        const rows = await store.episodes({ from: noon + 10_000, to: noon + 30_000, where: busy }, rule);
        expect(spans(rows)).toEqual([[1, 3]]);
      }));

    it('episodes of gaps are found', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([...zoneLine('5ggg5'), gap(noon + 60_000, { slots: 6 })]);
        const where: Condition = { kind: 'eventKind', eventKind: 'gap' };
        const rows = await store.episodes({ from: noon, to: noon + hourMs, where }, rule);
        expect(spans(rows)).toEqual([
          [6, 12],
          [1, 4],
        ]);
        expect(rows[0]).toMatchObject({ peak: 0, mean: 0, measuredSlots: 0 });
      }));

    it('a jam is an episode of stopped vehicles that lasts long enough', () =>
      onEmptyStore(makeStore, async (store) => {
        const slots = [...'0577665500000666600'].map((mark, i) => ({
          ...measured(noon + i * 20_000, { car: 9 }, { ...plainPlace, slotMs: 20_000 }),
          stopped: Number(mark),
          stoppedPeak: Number(mark),
        }));
        await store.append(slots);
        const where: Condition = { kind: 'number', field: 'stopped', op: '>=', value: 5 };
        const query = { from: noon - hourMs, to: noon + hourMs, where };
        expect(spans(await store.episodes(query, { ...rule, minMs: 120_000 }))).toEqual([[2, 16]]);
        expect(spans(await store.episodes(query, rule))).toHaveLength(2);
      }));

    it('an episode of a line has the peak and mean of its crossings', () =>
      onEmptyStore(makeStore, async (store) => {
        const { slotMs } = linePlace;
        await store.append([
          measuredLine(noon, { car: 6 }, { car: 1 }),
          measuredLine(noon + slotMs, { car: 8 }, { bus: 1 }),
          measuredLine(noon + 2 * slotMs, { car: 1 }, {}),
        ]);
        const where: Condition = { kind: 'number', field: 'in', op: '>', value: 5 };
        expect(await store.episodes({ from: noon, to: noon + hourMs, where }, rule)).toMatchObject([
          { from: noon, to: noon + 2 * slotMs, peak: 9, mean: 8, measuredSlots: 2 },
        ]);
      }));

    it('an episode of spaces has the peak, the mean and the moment of its highest occupancy', () =>
      onEmptyStore(makeStore, async (store) => {
        const { slotMs } = lotPlace;
        await store.append(
          ['1000', '1110', '1111', '1111'].map((states, i) =>
            measuredBays(noon + i * slotMs, states, lotPlace),
          ),
        );
        const query = { from: noon, to: noon + hourMs, where: { kind: 'all' } } as const;
        expect(await store.episodes(query, rule)).toMatchObject([
          { peakAt: noon + 2 * slotMs, occupancy: { peak: 1, mean: 0.75 }, measuredSlots: 4 },
        ]);
      }));

    it.each(orders)('episodes are sorted by $order.by, also over pages', ({ order, expected }) =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(ofThreePlaces());
        const query = { from: noon, to: noon + hourMs, where: { kind: 'all' } } as const;
        const seen: string[] = [];
        let after: EpisodeKey | undefined;
        for (let page = 0; page < 10; page += 1) {
          const [row] = await store.episodes(query, {
            ...rule,
            order,
            limit: 1,
            ...(after ? { after } : {}),
          });
          if (!row) break;
          seen.push(row.cameraId.slice(-1));
          after = keyOfEpisode(row, order);
        }
        expect(seen.join('')).toBe(expected);
      }),
    );

    it('pages of episodes neither skip nor repeat episodes with equal times', () =>
      onEmptyStore(makeStore, async (store) => {
        const zone = (n: number): typeof plainPlace => ({ ...plainPlace, cameraId: `cam00000000${n}` });
        await store.append([2, 1, 3].flatMap((n) => zoneLine('550055', zone(n))));
        const seen: string[] = [];
        let after: EpisodeKey | undefined;
        for (let page = 0; page < 10; page += 1) {
          const rows = await episodesOf(store, { limit: 2, ...(after ? { after } : {}) });
          seen.push(...rows.map((row) => `${row.cameraId.slice(-1)}:${(row.from - noon) / 10_000}`));
          const last = rows.at(-1);
          after = last && keyOfEpisode(last, { by: 'time' });
          if (rows.length < 2) break;
        }
        expect(seen).toEqual(['1:4', '2:4', '3:4', '1:0', '2:0', '3:0']);
      }));
  });
}
