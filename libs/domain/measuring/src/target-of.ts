import type { Measure } from '@vialog/contracts';

/** Share of occupied spaces at which a parking lot counts as full enough. */
const occupancyTarget = 0.85;

interface StatedTarget {
  readonly measure: Measure;
  /** In the unit of the measure. */
  readonly target?: number | undefined;
}

/** The target of a measure: the stated one, of occupancy 0.85 otherwise; other measures have none. */
export const targetOf = ({ measure, target }: StatedTarget): number | undefined =>
  target ?? (measure === 'occupancy' ? occupancyTarget : undefined);
