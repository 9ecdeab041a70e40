import { minuteMs, dayMs } from '@vialog/contracts';
import { hashNumber } from './hash-number.ts';
import type { LotScene } from './lot-scene.ts';

/** Ground truth of a lot at a moment (epoch ms): one character per space, 0 free, 1 occupied. */
export function lotTruth(scene: LotScene, at: number): string {
  return Array.from({ length: scene.capacity }, (_, bay) => (isOccupied(scene, bay, at) ? '1' : '0')).join(
    '',
  );
}

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

/** Each space has a separate length of stay, 4 to 40 minutes, and a separate phase. */
function stayTiming(scene: LotScene, bay: number): readonly [stayMs: number, offset: number] {
  const stayMs = Math.round((4 + 36 * hashNumber(scene.seed, bay, 2)) * minuteMs);
  return [stayMs, Math.floor(hashNumber(scene.seed, bay, 3) * stayMs)];
}

/** Hour of the day (UTC) with the highest occupancy of a lot, by its seed: offices by day, homes by night. */
export const peakHour = (seed: number): number => 24 * hashNumber(seed, 4);

/** Share of occupied spaces, 0.28 at twelve hours from the peak to 0.92 at the peak. */
function occupancyAt(scene: LotScene, at: number): number {
  const hour = ((((at % dayMs) + dayMs) % dayMs) / dayMs) * 24;
  return 0.6 + 0.32 * Math.cos(((hour - peakHour(scene.seed)) / 24) * 2 * Math.PI);
}
