import { VialogError, type PicturePoint } from '@vialog/contracts';
import { demandOf, demandParameters, type DemandCalendar } from './demand.ts';
import { lotDemands, type LotDemand } from './demand-patterns.ts';
import { SceneParameters, type SceneFault } from './scene-parameters.ts';

/** A rendered parking lot, as defined by its URL. */
export interface LotScene {
  readonly kind: 'lot';
  readonly seed: number;
  /** Spaces, number. */
  readonly capacity: number;
  readonly light: 'day' | 'dusk';
  readonly fault?: SceneFault;
  /** Use of the lot by local time. Default: a curve by the seed. */
  readonly demand?: DemandCalendar & { readonly kind: LotDemand };
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
export const maxSeed = 2_147_483_647;

/**
 * Parses `synthetic:lot?seed=7&capacity=40&light=dusk&fault=dark`.
 * @throws {VialogError} STREAM_REFUSED when the URL is not a valid scene; the message names the invalid part
 */
export function parseLotUrl(url: string): LotScene {
  const { pathname } = new URL(url);
  if (pathname !== 'lot')
    throw new VialogError('STREAM_REFUSED', `${url}: expected synthetic:lot, found synthetic:${pathname}`);
  const parameters = new SceneParameters(url, ['seed', 'capacity', 'light', 'fault', ...demandParameters]);
  const fault = parameters.fault();
  const demand = demandOf(parameters, lotDemands);
  return {
    kind: 'lot',
    seed: parameters.wholeNumber('seed', 1, maxSeed),
    capacity: parameters.wholeNumber('capacity', largestLot, largestLot),
    light: parameters.choice('light', ['day', 'dusk']),
    ...(fault ? { fault } : {}),
    ...(demand ? { demand } : {}),
  };
}

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
