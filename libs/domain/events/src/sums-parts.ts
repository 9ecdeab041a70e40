import type { CountClass, Measure } from '@vialog/contracts';
import type { SumsParts, ZoneSums } from './trend-reader.port.ts';

type Parts = Pick<
  ZoneSums,
  'classes' | 'occupied' | 'unknown' | 'capacity' | 'crossings' | 'stopped' | 'turnover'
>;

/** A row without the parts that are not listed; the row itself if all are needed. */
export function withParts<R extends Parts>(row: R, parts: SumsParts | undefined): R {
  if (!parts) return row;
  const { crossings, stopped, turnover, ...rest } = row;
  return {
    ...rest,
    classes: someClasses(row.classes, parts.classes ?? []),
    ...(parts.spaces ? {} : noSpaces),
    ...(parts.crossings && crossings && { crossings }),
    ...(parts.stopped && stopped && { stopped }),
    ...(parts.turnover && turnover && { turnover }),
  } as R;
}

const noSpaces = { occupied: 0, unknown: 0, capacity: 0 };

function someClasses(all: ZoneSums['classes'], names: readonly CountClass[]): ZoneSums['classes'] {
  const entries = names.flatMap((name) => (all[name] ? [[name, all[name]] as const] : []));
  return Object.fromEntries(entries);
}

/** The parts from which a measure is computed. */
export function partsOf(measure: Measure, classes: readonly CountClass[] | undefined): SumsParts {
  return measure === 'presence' ? { classes } : partsByMeasure[measure];
}

const partsByMeasure = {
  occupancy: { spaces: true },
  free: { spaces: true },
  flow: { crossings: true },
  balance: { crossings: true },
  stopped: { stopped: true },
  turnover: { turnover: true },
  stay: { turnover: true },
  // Its values come from readings of the site, not from sums.
  estimate: {},
} as const satisfies Record<Exclude<Measure, 'presence'>, SumsParts>;
