import type { FlowDirection, Measure, Zone } from '@vialog/contracts';

/** Measures of the curve of a day. */
export type DayMeasure = Extract<Measure, 'presence' | 'occupancy' | 'flow' | 'stopped'>;

/** What a zone measures; the first one is shown first. */
export function dayMeasures({ kind, stopped }: Pick<Zone, 'kind' | 'stopped'>): readonly DayMeasure[] {
  if (kind === 'line') return ['flow'];
  if (kind === 'bays') return ['occupancy'];
  return stopped ? ['presence', 'stopped'] : ['presence'];
}

/** One curve per direction of a line; one curve otherwise. */
export const directionsOf = (measure: DayMeasure): readonly FlowDirection[] =>
  measure === 'flow' ? ['inbound', 'outbound'] : ['both'];
