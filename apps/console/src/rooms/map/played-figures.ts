import type { CameraSummary, Episode, Trend } from '@vialog/contracts';
import { measureValue } from '../../trends/measure-value.ts';
import type { FoundCameras } from './use-search-results.ts';

/** Measures that the map plays through. */
type PlayedMeasure = 'occupancy' | 'flow' | 'presence';

/** The zones that are played: of each camera that was found, the zone of its best episode. */
export type PlayedZones = ReadonlyMap<PlayedMeasure, readonly string[]>;

/** One moment of the playback. */
export interface PlayedFrame {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Camera id → figure. */
  readonly figures: ReadonlyMap<string, string>;
  /** The first figures with their names, for a screen reader. */
  readonly spoken: string;
  /** Cameras without an episode at this time. */
  readonly faded: ReadonlySet<string>;
}

/** Measure → keys of series, `cameraId/zoneId`. */
export function playedZones(
  found: FoundCameras,
  cameras: ReadonlyMap<string, Pick<CameraSummary, 'zones'>>,
): PlayedZones {
  const measureOf = ({ cameraId, zoneId, peakOccupancy }: Episode): PlayedMeasure => {
    if (peakOccupancy !== undefined) return 'occupancy';
    const zone = cameras.get(cameraId)?.zones.find((each) => each.zoneId === zoneId);
    return zone?.kind === 'line' ? 'flow' : 'presence';
  };
  const zones = Map.groupBy(found.values(), measureOf);
  return new Map(
    [...zones].map(([measure, episodes]) => [
      measure,
      episodes.map(({ cameraId, zoneId }) => `${cameraId}/${zoneId}`),
    ]),
  );
}

const hourMs = 3_600_000;

/** The interval that gives at most about 200 frames. */
export function playedInterval(windowMs: number): '15m' | '1h' | '1d' {
  if (windowMs <= 49 * hourMs) return '15m';
  return windowMs <= 8 * 24 * hourMs ? '1h' : '1d';
}

const lengthMs = { '15m': hourMs / 4, '1h': hourMs, '1d': 24 * hourMs } as const;

type PlayedTrend = Pick<Trend, 'measure' | 'series'>;

interface Played {
  readonly trends: readonly PlayedTrend[];
  readonly interval: ReturnType<typeof playedInterval>;
  readonly episodes: readonly Episode[];
  /** Later moments have no figures yet, epoch ms. */
  readonly now: number;
}

/** The moments of trends that have the same interval. Where nothing was measured, the figure is a dash. */
export function playedFrames({ trends, interval, episodes, now }: Played, language: string): PlayedFrame[] {
  const starts = (trends.flatMap(({ series }) => series)[0]?.points ?? []).map(({ startAt }) =>
    Date.parse(startAt),
  );
  const ids = new Set(trends.flatMap(({ series }) => series.map(({ key }) => cameraOf(key))));
  return starts
    .filter((from) => from < now)
    .map((from, i) => {
      const to = starts[i + 1] ?? from + lengthMs[interval];
      const active = new Set(episodes.filter(isAt(from, to)).map(({ cameraId }) => cameraId));
      return {
        from,
        to,
        figures: new Map(trends.flatMap((trend) => figuresAt(trend, i, language))),
        spoken: spokenAt(trends, i, language),
        faded: new Set([...ids].filter((id) => !active.has(id))),
      };
    });
}

const cameraOf = (key: string): string => key.split('/')[0] ?? key;

const isAt =
  (from: number, to: number) =>
  ({ fromAt, toAt }: Episode): boolean =>
    Date.parse(fromAt) < to && Date.parse(toAt) > from;

/** Figures that are spoken. */
const maxSpoken = 5;

function figuresAt(trend: PlayedTrend, index: number, language: string): [string, string][] {
  return trend.series.map((one) => [cameraOf(one.key), figureAt(trend, one, { index, language })]);
}

function spokenAt(trends: readonly PlayedTrend[], index: number, language: string): string {
  const all = trends.flatMap((trend) => trend.series.map((one) => ({ trend, one })));
  return all
    .slice(0, maxSpoken)
    .map(({ trend, one }) => `${one.name} ${figureAt(trend, one, { index, language })}`)
    .join(', ');
}

function figureAt(
  { measure }: PlayedTrend,
  { points }: PlayedTrend['series'][number],
  { index, language }: { readonly index: number; readonly language: string },
): string {
  const value = points[index]?.value ?? null;
  return value === null ? '–' : measureValue(value, measure, language);
}
