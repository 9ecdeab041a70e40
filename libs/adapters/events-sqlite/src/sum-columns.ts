import type { CountClass } from '@vialog/contracts';
import type { SumsParts } from '@vialog/events';
import { storedClasses } from './row-columns.ts';

/** What a query reads of every row of sums, and where its numbers are in a packed row. */
export interface SumColumns {
  /** In their stored order. */
  readonly classes: readonly CountClass[];
  readonly hasSpaces: boolean;
  readonly hasCrossings: boolean;
  readonly hasStopped: boolean;
  readonly hasTurnover: boolean;
  /** Numbers of a packed row. */
  readonly width: number;
  /** Index of the sum of the first class in a packed row; the maximum follows. */
  readonly classesAt: number;
}

/** First numbers of a packed row. A maximum follows its sum; the three of spaces exist only where they are needed. */
export const at = { zone: 0, start: 1, measured: 2, total: 3, occupied: 5, unknown: 6, capacity: 7 } as const;

export function columnsFor(parts: SumsParts | undefined): SumColumns {
  const wanted = parts && new Set(parts.classes);
  const classes = storedClasses.filter((name) => !wanted || wanted.has(name));
  const hasSpaces = parts?.spaces ?? !parts;
  const classesAt = hasSpaces ? at.capacity + 1 : at.occupied;
  return {
    classes,
    hasSpaces,
    ...addedParts(parts),
    width: classesAt + 2 * classes.length,
    classesAt,
  };
}

/** Whether the sums in separate tables are needed; all of them without a list of parts. */
function addedParts(
  parts: SumsParts = { crossings: true, stopped: true, turnover: true },
): Pick<SumColumns, 'hasCrossings' | 'hasStopped' | 'hasTurnover'> {
  const { crossings = false, stopped = false, turnover = false } = parts;
  return { hasCrossings: crossings, hasStopped: stopped, hasTurnover: turnover };
}

/** Expressions of a query for these columns, in the order in which `SumRows.add` reads them, after place and interval. */
export interface SumExpressions {
  readonly ofSlots: string;
  readonly ofBins: string;
  /** Columns of single bins, without GROUP BY. */
  readonly plain: readonly string[];
}

export function expressionsFor({ classes, hasSpaces }: SumColumns): SumExpressions {
  const sums = ['total', ...(hasSpaces ? ['occupied', 'unknown'] : []), ...classes];
  const maxima = ['total', ...classes];
  const list = (n: string, sum: (column: string) => string, max: (column: string) => string) => [
    n,
    ...sums.map(sum),
    ...maxima.map(max),
  ];
  return {
    ofSlots: list(
      'count(*)',
      (column) => `sum(${column})`,
      (column) => `max(${column})`,
    ).join(', '),
    ofBins: list(
      'sum(n)',
      (column) => `sum(sum_${column})`,
      (column) => `max(max_${column})`,
    ).join(', '),
    plain: list(
      'n',
      (column) => `sum_${column}`,
      (column) => `max_${column}`,
    ),
  };
}
