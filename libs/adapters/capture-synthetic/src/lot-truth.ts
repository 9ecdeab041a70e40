import { hashNumber } from './hash-number.ts';
import type { LotScene } from './lot-scene.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What really stands on the lot at a moment (epoch ms): one character per space, 0 free, 1 taken. */
export function lotTruth(scene: LotScene, at: number): string {
  return Array.from({ length: scene.capacity }, (_, bay) => (isTaken(scene, bay, at) ? '1' : '0')).join('');
}

/** Number of the stay a space is in: two stays look different (other vehicle), within one nothing moves. */
export function stayOf(scene: LotScene, bay: number, at: number): number {
  const [stayMs, offset] = rhythm(scene, bay);
  return Math.floor((at + offset) / stayMs);
}

function isTaken(scene: LotScene, bay: number, at: number): boolean {
  const [stayMs, offset] = rhythm(scene, bay);
  const stay = stayOf(scene, bay, at);
  const middle = (stay + 0.5) * stayMs - offset;
  return hashNumber(scene.seed, bay, stay, 1) < fullness(scene, middle);
}

/** Each space has its own length of stay, 4 to 40 minutes, and its own phase. */
function rhythm(scene: LotScene, bay: number): readonly [stayMs: number, offset: number] {
  const stayMs = Math.round((4 + 36 * hashNumber(scene.seed, bay, 2)) * minuteMs);
  return [stayMs, Math.floor(hashNumber(scene.seed, bay, 3) * stayMs)];
}

/** Hour of the day (UTC) at which a lot is fullest: offices by day, homes by night, each lot its own. */
export const peakHour = (seed: number): number => 24 * hashNumber(seed, 4);

/** Share of taken spaces over the day: lowest twelve hours from the peak, never quite empty or full. */
function fullness(scene: LotScene, at: number): number {
  const hour = ((((at % dayMs) + dayMs) % dayMs) / dayMs) * 24;
  return 0.6 + 0.32 * Math.cos(((hour - peakHour(scene.seed)) / 24) * 2 * Math.PI);
}
