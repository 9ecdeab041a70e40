import type { CountClass, CrossingsByClass } from '@vialog/contracts';

export type Direction = keyof CrossingsByClass;

/** One vehicle that was tapped. */
export interface Tap {
  readonly direction: Direction;
  readonly vehicleClass: CountClass;
}

/** A period of whole slots, epoch ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Shortest period that is counted, ms. */
const shortestMs = 120_000;
/** Time to look up from the button before the first slot, ms. */
const leadMs = 3_000;

/** The next whole slots of at least two minutes. */
export function nextPeriod(now: number, slotMs: number): Period {
  const from = Math.ceil((now + leadMs) / slotMs) * slotMs;
  return { from, to: from + countedMs(slotMs) };
}

/** Time that is counted for a line with this slot length, ms: whole slots. */
export const countedMs = (slotMs: number): number => Math.ceil(shortestMs / slotMs) * slotMs;

export type SheetPhase = 'ready' | 'waiting' | 'counting' | 'over';

export function phaseAt(period: Period | undefined, now: number): SheetPhase {
  if (!period) return 'ready';
  if (now < period.from) return 'waiting';
  return now < period.to ? 'counting' : 'over';
}

/** Sums of the taps by direction and class. */
export function sumTaps(taps: readonly Tap[]): CrossingsByClass {
  const sums: CrossingsByClass = { inbound: {}, outbound: {} };
  for (const { direction, vehicleClass } of taps)
    sums[direction][vehicleClass] = (sums[direction][vehicleClass] ?? 0) + 1;
  return sums;
}

/** Keys of the classes in their order: digits for inbound, the letters below them for outbound. */
export const sheetKeys: Readonly<Record<Direction, readonly string[]>> = {
  inbound: ['1', '2', '3', '4', '5', '6'],
  outbound: ['q', 'w', 'e', 'r', 't', 'y'],
};

/** The tap that a key stands for. */
export function tapOfKey(key: string, classes: readonly CountClass[]): Tap | undefined {
  for (const direction of ['inbound', 'outbound'] as const) {
    const vehicleClass = classes[sheetKeys[direction].indexOf(key.toLowerCase())];
    if (vehicleClass) return { direction, vehicleClass };
  }
  return undefined;
}

/** Classes in the order of the sheet. */
const order: readonly CountClass[] = ['car', 'truck', 'bus', 'motorcycle', 'bicycle', 'person'];
export const sheetClasses = (classes: readonly CountClass[]): CountClass[] =>
  order.filter((each) => classes.includes(each));
