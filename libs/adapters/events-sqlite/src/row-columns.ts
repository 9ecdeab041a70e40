import type { CountClass, CountEvent, GapReason } from '@vialog/contracts';
import type { NumberField, TrackedField } from '@vialog/events';

/** Classes in the order of their columns. Not read from the contracts, because the order is part of the layout. */
export const storedClasses = [
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
] as const satisfies readonly CountClass[];

/** Gap reasons; the stored number is the index. Add new ones at the end. */
export const storedReasons = [
  'offline',
  'no_frame',
  'decode_error',
  'frozen',
  'dark',
  'obstructed',
  'moved',
  'superseded',
  'detector_down',
  'not_running',
  'storage_full',
  'clock',
  'unreported',
] as const satisfies readonly GapReason[];

/** A compile error when a class or a reason of the contracts is missing in the layout. */
export const layoutIsComplete: [
  Exclude<CountClass, (typeof storedClasses)[number]>,
  Exclude<GapReason, (typeof storedReasons)[number]>,
] extends [never, never]
  ? true
  : never = true;

/** Searchable columns of a slot; bins store the maximum and minimum of each. */
export const numberColumns = [
  ...storedClasses,
  'total',
  'vehicle',
  'two_wheeler',
  'occupied',
  'unknown',
  'free',
  'occupancy',
] as const;
export type NumberColumn = (typeof numberColumns)[number];

/** The first of them are additive: bins store their sums. */
export const summedColumns = numberColumns.slice(0, 11);

/** The column a search condition reads. */
export function columnOf(field: Exclude<NumberField, TrackedField>): NumberColumn {
  if (field === 'count') return 'total';
  return field === 'twoWheeler' ? 'two_wheeler' : field;
}

/** Columns of `slot` in the order they are bound; `slot`, `zone` and `place` come before them. */
export const valueColumns = [
  'kind',
  ...numberColumns,
  ...storedClasses.map((name) => `peak_${name}` as const),
  'frames_used',
  'frames_reused',
  'frames_expected',
  'reason',
  'slots',
  'captured',
  'indexed',
] as const;
export const textColumns = ['bays', 'more'] as const;

const offsetOf = (column: (typeof valueColumns)[number]): number => valueColumns.indexOf(column) + 2;

/** Offsets of the numbers of a packed slot; NaN: missing. */
export const at = {
  placeRef: 0,
  slot: 1,
  kind: offsetOf('kind'),
  numbers: offsetOf(numberColumns[0]),
  total: offsetOf('total'),
  vehicle: offsetOf('vehicle'),
  twoWheeler: offsetOf('two_wheeler'),
  occupied: offsetOf('occupied'),
  unknown: offsetOf('unknown'),
  free: offsetOf('free'),
  occupancy: offsetOf('occupancy'),
  peaks: offsetOf('peak_person'),
  framesUsed: offsetOf('frames_used'),
  framesReused: offsetOf('frames_reused'),
  framesExpected: offsetOf('frames_expected'),
  reason: offsetOf('reason'),
  slots: offsetOf('slots'),
  captured: offsetOf('captured'),
  indexed: offsetOf('indexed'),
} as const;
/** Numbers per packed slot. */
export const stride = valueColumns.length + 2;

export const kindNumber = { gap: 0, measured: 1 } as const satisfies Record<CountEvent['kind'], number>;
