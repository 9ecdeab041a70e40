import { minuteMs, dayMs } from '@vialog/contracts';
import { demandAt } from './demand.ts';
import { patternOfLot } from './demand-patterns.ts';
import { hashNumber } from './hash-number.ts';
import type { LotScene } from './lot-scene.ts';

/** Ground truth of a lot at a moment (epoch ms): one character per space, 0 free, 1 occupied. */
export function lotTruth(scene: LotScene, at: number): string {
  return Array.from({ length: scene.capacity }, (_, bay) => (isOccupied(scene, bay, at) ? '1' : '0')).join(
    '',
  );
}

/** Vehicles of a lot that have stood still for `ms` at a moment (epoch ms): one character per space, 1 where one stands. */
export const standingTruth = (scene: LotScene, at: number, ms: number): string =>
  [...lotTruth(scene, at)]
    .map((state, bay) => (stayOf(scene, bay, at) === stayOf(scene, bay, at - ms) ? state : '0'))
    .join('');

/** Number of the current stay of a space. Stays have different vehicles; nothing moves during a stay. */
export function stayOf(scene: LotScene, bay: number, at: number): number {
  const [stayMs, offset] = stayTiming(scene, bay);
  return Math.floor((at + offset) / stayMs);
}

function isOccupied(scene: LotScene, bay: number, at: number): boolean {
  const [stayMs, offset] = stayTiming(scene, bay);
  const stay = stayOf(scene, bay, at);
  const middle = (stay + 0.5) * stayMs - offset;
  return hashNumber(scene.seed, bay, stay, 1) < occupancyAt(scene, middle);
}

/** Each space has a separate length of stay, 4 to 40 minutes (20 to 140 with a demand), and a separate phase. */
function stayTiming(scene: LotScene, bay: number): readonly [stayMs: number, offset: number] {
  const [shortest, range] = scene.demand ? [20, 120] : [4, 36];
  const stayMs = Math.round((shortest + range * hashNumber(scene.seed, bay, 2)) * minuteMs);
  return [stayMs, Math.floor(hashNumber(scene.seed, bay, 3) * stayMs)];
}

/** Hour of the day (UTC) with the highest occupancy of a lot, by its seed: offices by day, homes by night. */
export const peakHour = (seed: number): number => 24 * hashNumber(seed, 4);

/** Share of occupied spaces; without a demand 0.28 at twelve hours from the peak to 0.92 at the peak. */
function occupancyAt(scene: LotScene, at: number): number {
  if (scene.demand) return demandAt(patternOfLot(scene.demand.kind), scene.demand, at);
  const hour = ((((at % dayMs) + dayMs) % dayMs) / dayMs) * 24;
  return 0.6 + 0.32 * Math.cos(((hour - peakHour(scene.seed)) / 24) * 2 * Math.PI);
}
