import {
  measures,
  type Camera,
  type Completeness,
  type CountEvent,
  type EventsPage,
  type FlowDirection,
  type LedgerRow,
  type Measure,
  type Trend,
  type TrendPoint,
  type Zone,
} from '@vialog/contracts';
import { recordOf } from './measurements.ts';

/** The behaviour of the mock server; browser tests set it by POST /mock/scenario. */
export interface Scenario {
  /** Status of every response below /v1 except the session; 0: normal responses. */
  failWith: number;
  /** Ids of the cameras that measure nothing. */
  offline: string[];
  /** The live stream responds with HTTP 503. */
  liveDown: boolean;
  /** Search results: normal, no match, nothing measured, half measured, or a name that matches no place. */
  search: 'normal' | 'nothing' | 'unmeasured' | 'partial' | 'unnamed';
  signedIn: boolean;
  empty: boolean;
  /** Draft cameras besides those of the town. */
  drafts: number;
  /** Camera pictures are switched off. */
  stillsOff: boolean;
}

export const defaultScenario = (): Scenario => ({
  failWith: 0,
  offline: ['cam000000002'],
  liveDown: false,
  search: 'normal',
  signedIn: true,
  empty: false,
  drafts: 0,
  stillsOff: false,
});

const iso = (at: number) => new Date(at).toISOString();

/** Records of a zone for the last `span.ms`, newest first. */
export function recentRecords(
  camera: Camera,
  zone: Zone,
  span: { now: number; ms: number; offline: boolean },
): CountEvent[] {
  if (camera.lifecycle !== 'active') return [];
  const newest = Math.floor((span.now - 2_000) / zone.slotMs) * zone.slotMs - zone.slotMs;
  const slots = Math.ceil(span.ms / zone.slotMs);
  return Array.from({ length: slots }, (_, i) =>
    recordOf(camera, zone, newest - i * zone.slotMs, span.offline),
  );
}

/** Records of the zones and the time that a line selects. */
function selectedSlots(
  cameras: readonly Camera[],
  q: string,
  now: number,
  scenario: Scenario,
): readonly CountEvent[] {
  return cameras.flatMap((camera) =>
    camera.zones
      .filter((zone) => matches(q, camera, zone))
      .flatMap((zone) =>
        recentRecords(camera, zone, {
          now,
          ms: spanOf(q),
          offline: scenario.offline.includes(camera.cameraId),
        }),
      ),
  );
}

/** The slots that a line finds, newest first. */
export function foundSlots(...request: Parameters<typeof selectedSlots>): readonly CountEvent[] {
  const [, q, , scenario] = request;
  if (['nothing', 'unmeasured', 'unnamed'].includes(scenario.search)) return [];
  return selectedSlots(...request)
    .filter((record) =>
      q.includes('kind:gap') ? record.kind === 'gap' : record.kind === 'measured' || q.startsWith('last:'),
    )
    .toSorted((a, b) => b.slotStartAt.localeCompare(a.slotStartAt) || a.eventId.localeCompare(b.eventId));
}

export function searchResponse(
  cameras: readonly Camera[],
  q: string,
  now: number,
  scenario: Scenario,
): EventsPage {
  const expected = selectedSlots(cameras, q, now, scenario).length;
  const items = foundSlots(cameras, q, now, scenario);
  const shown = items.slice(0, 1000);
  const page = q.startsWith('last:') || q.startsWith('free>=0') ? shown : shown.slice(0, 50);
  return {
    items: [...page],
    nextCursor: items.length > page.length ? 'more' : null,
    matched: { value: Math.min(10_000, items.length), relation: items.length > 10_000 ? 'gte' : 'eq' },
    from: iso(now - spanOf(q)),
    to: iso(now),
    completeness: completenessOf(scenario.search === 'unnamed' ? 0 : expected, scenario),
    ...(scenario.search === 'unnamed'
      ? {
          notes: [
            {
              code: 'wordWithoutName',
              params: { found: q },
              message: `No site, camera or zone has "${q}" in its name.`,
            },
          ],
        }
      : {}),
  };
}

const grammarWords: ReadonlySet<string> = new Set(['OR', 'fullest', 'yesterday', '最满', '昨天']);

function matches(q: string, camera: Camera, zone: Zone): boolean {
  if (q.startsWith('free>=0')) return zone.kind === 'bays';
  if (q.startsWith('last:')) return true;
  const words = q.split(/\s+/).filter((word) => /^[\p{L}]+$/u.test(word) && !grammarWords.has(word));
  return (
    zone.zoneId !== 'view' &&
    words.every((word) => `${camera.name} ${zone.name}`.toLowerCase().includes(word.toLowerCase()))
  );
}

const spanOf = (q: string): number => Number(/last:(\d+)m/.exec(q)?.[1] ?? 40) * 60_000;

function completenessOf(expected: number, scenario: Scenario): Completeness {
  const share = { normal: 0.984, nothing: 1, unmeasured: 0, partial: 0.5, unnamed: 0 }[scenario.search];
  const measured = Math.round(expected * share);
  const gaps = expected - measured;
  const reasons: Completeness['reasons'] = {};
  if (gaps > 1) reasons.offline = gaps - 1;
  if (gaps > 0) reasons.frozen = 1;
  return {
    expected,
    measured,
    pending: 0,
    coverage: expected === 0 ? null : measured / expected,
    reasons,
    behindMs: 2_300,
  };
}

interface TrendOf {
  readonly measure: Measure;
  readonly direction: FlowDirection;
}

/** The day so far in quarter hours, with a gap from 10:00 to 11:15. */
export function trendResponse(
  camera: Camera,
  zone: Zone,
  window: { from: number; to: number; now: number },
  of: TrendOf,
): Trend {
  const points: TrendPoint[] = [];
  for (let at = window.from; at < Math.min(window.to, window.now); at += 900_000) {
    const record = recordOf(camera, zone, Math.floor(at / zone.slotMs) * zone.slotMs, isGap(at));
    const value = valueOf(record, of);
    const expected = 900_000 / zone.slotMs;
    const measured = value === null ? 0 : expected;
    points.push({
      startAt: iso(at),
      value,
      peak: peakOf(record, of),
      expected,
      measured,
      coverage: measured / expected,
    });
  }
  return {
    measure: of.measure,
    unit: measures[of.measure].unit,
    interval: '15m',
    series: [
      {
        key: `${camera.cameraId}/${zone.zoneId}`,
        name: zone.name,
        timeZone: camera.timeZone,
        origins: [camera.streamKind === 'synthetic' ? 'simulated' : 'camera'],
        changes: [],
        points,
      },
    ],
    nextCursor: null,
  };
}

function valueOf(record: CountEvent, { measure, direction }: TrendOf): number | null {
  if (record.kind === 'gap') return null;
  if (measure === 'occupancy') return record.occupancy ?? null;
  if (measure === 'stopped') return record.stopped ?? null;
  return measure === 'flow' ? flowOf(record, direction) : (record.total ?? null);
}

/** Crossings of a slot as crossings per hour. */
function flowOf({ inbound, outbound, slotMs }: CountEvent, direction: FlowDirection): number {
  const sum = (counts: CountEvent['inbound'] = {}) =>
    Object.values(counts).reduce<number>((total, count = 0) => total + count, 0);
  const into = direction === 'outbound' ? 0 : sum(inbound);
  const out = direction === 'inbound' ? 0 : sum(outbound);
  return ((into + out) * 3_600_000) / slotMs;
}

function peakOf(record: CountEvent, { measure }: TrendOf): number | null {
  if (record.kind === 'gap') return null;
  return measure === 'stopped' ? (record.stoppedPeak ?? null) : (record.total ?? 0) + 2;
}

const isGap = (at: number): boolean => {
  const minute = ((at + 8 * 3_600_000) % 86_400_000) / 60_000;
  return minute >= 600 && minute < 675;
};

export function ledgerResponse(
  camera: Camera,
  window: { from: number; to: number; now: number },
): LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (let at = window.from; at < Math.min(window.to, window.now); at += 3_600_000) {
    for (const zone of camera.zones) {
      const due = Math.min(3_600_000, window.now - at);
      const expected = Math.floor(due / zone.slotMs);
      const gaps = isGap(at) ? expected : isGap(at - 3_600_000) ? Math.round(expected / 4) : 0;
      rows.push({
        cameraId: camera.cameraId,
        zoneId: zone.zoneId,
        hourStartAt: iso(at),
        expected,
        measured: expected - gaps,
        gaps,
        pending: 0,
        reasons: gaps > 0 ? { offline: gaps } : {},
      });
    }
  }
  return rows;
}
