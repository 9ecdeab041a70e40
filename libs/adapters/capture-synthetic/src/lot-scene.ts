import { VialogError, type PicturePoint } from '@vialog/contracts';

/** A rendered parking lot: everything that follows from its URL. */
export interface LotScene {
  readonly seed: number;
  /** Spaces, number. */
  readonly capacity: number;
  readonly light: 'day' | 'dusk';
  /** frozen: the same pixels at every moment; dark: black; cut: no picture at all. */
  readonly fault?: 'frozen' | 'dark' | 'cut';
}

/** Size of a rendered picture, px. Sprites and spaces below are frozen for it by sprites.spec.ts. */
export const sceneWidth = 1280;
export const sceneHeight = 720;
/** Length of a drawn vehicle, px. */
export const spriteSize = 115;

const bayWidth = 122;
const bayHeight = 140;
const perRow = 10;
const rowTops = [20, 180, 375, 560];
const left = 30;
export const largestLot = perRow * rowTops.length;

/** Reads `synthetic:lot?seed=7&capacity=40&light=dusk&fault=dark`; STREAM_REFUSED says what is wrong with it. */
export function parseLotUrl(url: string): LotScene {
  const parsed = new URL(url);
  const refuse = (message: string): never => {
    throw new VialogError('STREAM_REFUSED', `${url}: ${message}`);
  };
  if (parsed.pathname !== 'lot') refuse(`expected synthetic:lot and found synthetic:${parsed.pathname}`);
  const unknown = [...parsed.searchParams.keys()].find(
    (key) => !['seed', 'capacity', 'light', 'fault'].includes(key),
  );
  if (unknown) refuse(`"${unknown}" is not one of seed, capacity, light, fault`);
  const whole = (name: string, usual: number, most: number): number => {
    const value = Number(parsed.searchParams.get(name) ?? usual);
    return Number.isInteger(value) && value >= 1 && value <= most
      ? value
      : refuse(`${name} is a whole number from 1 to ${most}`);
  };
  const light = parsed.searchParams.get('light') ?? 'day';
  const fault = parsed.searchParams.get('fault') ?? undefined;
  if (light !== 'day' && light !== 'dusk') return refuse('light is day or dusk');
  if (fault !== undefined && !isFault(fault)) return refuse('fault is frozen, dark or cut');
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

/** The spaces of the lot as a camera's zone wants them: ids 01, 02 … and outlines in 0..1. */
export function lotBays(capacity: number): { bayId: string; polygon: PicturePoint[] }[] {
  return Array.from({ length: capacity }, (_, bay) => {
    const [x, y] = bayCorner(bay);
    const corners = [[x, y], [x + bayWidth, y], [x + bayWidth, y + bayHeight], [x, y + bayHeight]] as const; // prettier-ignore
    return {
      bayId: String(bay + 1).padStart(2, '0'),
      polygon: corners.map(([px, py]): PicturePoint => [share(px, sceneWidth), share(py, sceneHeight)]),
    };
  });
}

const share = (px: number, whole: number): number =>
  Math.min(1, Math.max(0, Math.round((px / whole) * 1e6) / 1e6));
