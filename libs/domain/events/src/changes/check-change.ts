import { dayMs, isoOf, type Camera, type ChangeCheck, type ChangeFigure, type Zone } from '@vialog/contracts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import type { ZoneSums } from '../trend-reader.port.ts';
import { sameHoursBefore, windowSince, type Span } from './comparable-windows.ts';
import { lastChangeOf } from './last-change.ts';
import { usualRange } from './usual-range.ts';

/** Time for which the figures are compared after a change, ms. */
export const checkedMs = 7 * dayMs;
/** Share of a window that must be measured. */
const minCoverage = 0.5;

export type ChangeCheckPorts = Pick<EventPorts, 'trends' | 'cameras' | 'clock' | 'latenessMs'>;

/**
 * Compares the figures of a camera since its last change with the same hours of earlier days. Without enough of them nothing is
 * unusual.
 */
export async function checkChange(ports: ChangeCheckPorts, cameraId: string): Promise<ChangeCheck> {
  const now = ports.clock.now();
  const versions = await ports.cameras.versions([cameraId]);
  const change = lastChangeOf(versions, { now, since: now - checkedMs });
  const camera = newestOf(versions);
  if (!change || !camera) return { cameraId, verdict: 'no_change', causes: [], figures: [] };
  const known = { cameraId, changedAt: isoOf(change.at), causes: [...change.causes] };
  const window = windowSince(change.at, now - ports.latenessMs);
  if (!window) return { ...known, verdict: 'too_early', figures: [] };
  const earlier = sameHoursBefore(change.at, window, camera.timeZone);
  const figures = await readFigures(ports, camera, { window, earlier });
  return { ...known, verdict: verdictOf(figures), figures };
}

const newestOf = (versions: readonly Camera[]): Camera | undefined =>
  versions.toSorted((a, b) => b.version - a.version)[0];

function verdictOf(figures: readonly ChangeFigure[]): ChangeCheck['verdict'] {
  if (figures.length === 0) return 'too_early';
  if (figures.some(({ isUnusual }) => isUnusual)) return 'unusual';
  return figures.some(({ low }) => low !== undefined) ? 'usual' : 'too_little_history';
}

interface Windows {
  readonly window: Span;
  readonly earlier: readonly Span[];
}

/** The figures of the zones that were measured since the change. */
async function readFigures(
  ports: ChangeCheckPorts,
  camera: Camera,
  { window, earlier }: Windows,
): Promise<ChangeFigure[]> {
  const { cameraId, zones } = camera;
  const spans = [...earlier, window];
  const edges = spans.flatMap(({ from, to }) => [from, to]);
  const rows = await ports.trends.sums({ cameras: [cameraId], edges });
  return zones.flatMap((zone) => {
    const ofZone = Map.groupBy(
      rows.filter(({ zoneId }) => zoneId === zone.zoneId),
      ({ start }) => start,
    );
    return figuresOf(zone).flatMap((figure): ChangeFigure[] => {
      const meanIn = (span: Span): number | undefined => meanOf(ofZone.get(span.from) ?? [], span, figure);
      const mean = meanIn(window);
      if (mean === undefined) return [];
      const days = earlier.map(meanIn).filter((value) => value !== undefined);
      const range = usualRange(days);
      const isUnusual = range !== undefined && (mean < range.low || mean > range.high);
      return [{ zoneId: zone.zoneId, figure, mean, days: days.length, ...range, isUnusual }];
    });
  });
}

/** Figures that are compared. Crossings of lines are not. */
function figuresOf({ kind }: Zone): readonly ChangeFigure['figure'][] {
  if (kind === 'bays') return ['occupied', 'unknown'];
  return kind === 'area' ? ['total'] : [];
}

const sumOf = {
  total: ({ total }) => total.sum,
  occupied: ({ occupied }) => occupied,
  unknown: ({ unknown }) => unknown,
} satisfies Record<ChangeFigure['figure'], (row: ZoneSums) => number>;

/** Mean of a figure in a span; undefined if less than half of the span was measured. */
function meanOf(
  rows: readonly ZoneSums[],
  { from, to }: Span,
  figure: ChangeFigure['figure'],
): number | undefined {
  const slots = rows.reduce((sum, { measured }) => sum + measured, 0);
  const measuredMs = rows.reduce((sum, { measured, slotMs }) => sum + measured * slotMs, 0);
  if (slots === 0 || measuredMs < minCoverage * (to - from)) return undefined;
  return rows.reduce((sum, row) => sum + sumOf[figure](row), 0) / slots;
}
