import { VialogError, type PicturePoint } from '@vialog/contracts';

/** A rendered parking lot, as defined by its URL. */
export interface LotScene {
  readonly seed: number;
  /** Spaces, number. */
  readonly capacity: number;
  readonly light: 'day' | 'dusk';
  /** frozen: the same pixels at every moment; dark: black; cut: no pictures. */
  readonly fault?: 'frozen' | 'dark' | 'cut';
}

/** Size of a rendered picture, px. sprites.spec.ts depends on this size and on the sprites and spaces below. */
export const sceneWidth = 1280;
export const sceneHeight = 720;
/** Length of a rendered vehicle, px. */
export const spriteSize = 115;

const bayWidth = 122;
const bayHeight = 140;
const perRow = 10;
const rowTops = [20, 180, 375, 560];
const left = 30;
export const largestLot = perRow * rowTops.length;

/**
 * Parses `synthetic:lot?seed=7&capacity=40&light=dusk&fault=dark`.
 * @throws {VialogError} STREAM_REFUSED when the URL is not a valid scene; the message names the invalid part
 */
export function parseLotUrl(url: string): LotScene {
  const parsed = new URL(url);
  const reject = (message: string): never => {
    throw new VialogError('STREAM_REFUSED', `${url}: ${message}`);
  };
  if (parsed.pathname !== 'lot') reject(`expected synthetic:lot, found synthetic:${parsed.pathname}`);
  const unknown = [...parsed.searchParams.keys()].find(
    (key) => !['seed', 'capacity', 'light', 'fault'].includes(key),
  );
  if (unknown) reject(`unknown parameter "${unknown}", expected seed, capacity, light or fault`);
  const whole = (name: string, defaultValue: number, max: number): number => {
    const value = Number(parsed.searchParams.get(name) ?? defaultValue);
    return Number.isInteger(value) && value >= 1 && value <= max
      ? value
      : reject(`invalid ${name}, expected a whole number from 1 to ${max}`);
  };
  const light = parsed.searchParams.get('light') ?? 'day';
  const fault = parsed.searchParams.get('fault') ?? undefined;
  if (light !== 'day' && light !== 'dusk') return reject('invalid light, expected day or dusk');
  if (fault !== undefined && !isFault(fault)) return reject('invalid fault, expected frozen, dark or cut');
  return {
    seed: whole('seed', 1, 2_147_483_647),
    capacity: whole('capacity', 40, largestLot),
    light,
    ...(fault ? { fault } : {}),
  };
}

const isFault = (text: string): text is NonNullable<LotScene['fault']> =>
  ['frozen', 'dark', 'cut'].includes(text);

/** Top-left corner of a space, px. */
export function bayCorner(bay: number): readonly [x: number, y: number] {
  return [left + (bay % perRow) * bayWidth, rowTops[Math.floor(bay / perRow)] as number];
}

export const baySize: readonly [width: number, height: number] = [bayWidth, bayHeight];

/** The spaces of the lot for the zone of a camera: ids 01, 02 … and polygons in 0..1. */
export function lotBays(capacity: number): { bayId: string; polygon: PicturePoint[] }[] {
  return Array.from({ length: capacity }, (_, bay) => {
    const [x, y] = bayCorner(bay);
    const [right, bottom] = [x + bayWidth, y + bayHeight];
    const corners = [
      [x, y],
      [right, y],
      [right, bottom],
      [x, bottom],
    ] as const;
    return {
      bayId: String(bay + 1).padStart(2, '0'),
      polygon: corners.map(([px, py]): PicturePoint => [share(px, sceneWidth), share(py, sceneHeight)]),
    };
  });
}

const share = (px: number, whole: number): number =>
  Math.min(1, Math.max(0, Math.round((px / whole) * 1e6) / 1e6));
