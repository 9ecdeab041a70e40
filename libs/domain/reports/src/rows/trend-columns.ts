import type { TrendRow } from '@vialog/events';

/** Columns of an export, in their order, with the kind of their values. */
export const trendColumns = [
  { name: 'series', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'measure', kind: 'text' },
  { name: 'unit', kind: 'text' },
  { name: 'startAt', kind: 'instant' },
  { name: 'localStartAt', kind: 'text' },
  { name: 'timeZone', kind: 'text' },
  { name: 'value', kind: 'number' },
  { name: 'peak', kind: 'number' },
  { name: 'expected', kind: 'count' },
  { name: 'measured', kind: 'count' },
  { name: 'coverage', kind: 'number' },
  { name: 'arrivals', kind: 'number' },
  { name: 'departures', kind: 'number' },
  { name: 'comparedHours', kind: 'number' },
  { name: 'occupiedHours', kind: 'number' },
  { name: 'origin', kind: 'text' },
] as const satisfies readonly {
  readonly name: keyof TrendRow;
  readonly kind: 'text' | 'instant' | 'number' | 'count';
}[];

export type TrendColumn = (typeof trendColumns)[number];
