import { VialogError } from '@vialog/contracts';
import { z } from 'zod';
import { readCursor, writeCursor } from '../query/page-cursor.ts';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from './event-ports.ts';
import { seriesGroups, type SeriesGroup, type SeriesSelection } from './series-groups.ts';

export interface SeriesPage {
  readonly groups: readonly SeriesGroup[];
  /** Kept from the first page. */
  readonly window: TimeWindow;
  readonly nextCursor: string | null;
}

interface PageRequest extends SeriesSelection {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface PageRules {
  /** Part of the cursor, so that it is valid for the same route only. */
  readonly route: string;
  /** Window of the first page. */
  readonly window: () => TimeWindow;
  /** Points that one series has in a window, number. */
  readonly pointsOf: (window: TimeWindow) => number;
}

/** Points of all series of a page, which limits the memory of a request. */
const maxPagePoints = 500_000;

const lastKey = z.string().max(120);

/**
 * One page of the selected series, with fewer than requested if they have many points. A cursor is valid for the same request only.
 * @throws {VialogError} CURSOR_INVALID, or the errors of `seriesGroups`
 */
export async function seriesPage(
  ports: EventPorts,
  request: PageRequest,
  { route, window, pointsOf }: PageRules,
): Promise<SeriesPage> {
  const { cursor } = request;
  const scope = `${route} ${JSON.stringify({ ...request, cursor: undefined, limit: undefined })}`;
  const mark = cursor === undefined ? undefined : readCursor(scope, cursor, lastKey);
  const { from, to } = mark ?? window();
  const limit = Math.min(request.limit, Math.max(1, Math.floor(maxPagePoints / pointsOf({ from, to }))));
  const all = await seriesGroups(ports, request);
  const first = mark === undefined ? 0 : all.findIndex(({ key }) => key === mark.key) + 1;
  if (mark !== undefined && first === 0) throw goneSeries(mark.key);
  const groups = all.slice(first, first + limit);
  const last = first + limit < all.length ? groups.at(-1) : undefined;
  const nextCursor = last ? writeCursor(scope, { from, to, key: last.key }) : null;
  return { groups, window: { from, to }, nextCursor };
}

const goneSeries = (key: string): VialogError =>
  new VialogError(
    'CURSOR_INVALID',
    `The series "${key}", with which the previous page ended, no longer exists; start again without the cursor.`,
  );
