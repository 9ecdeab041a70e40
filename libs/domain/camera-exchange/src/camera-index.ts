import { streamIdentity, type Camera, type Position } from '@vialog/contracts';
import { distanceM } from '@vialog/geometry';

/** Something with a position and a direction of view. */
export interface Positioned {
  readonly position: Position;
  readonly heading?: number | undefined;
}

export interface Neighbour<T> {
  readonly item: T;
  readonly distanceM: number;
}

/** Cameras closer than this, with the same heading, may be the same camera, m. */
export const nearbyM = 10;
/** Headings closer than this count as the same, degrees. */
export const sameHeading = 20;

/** Finds items by position. Cells of the grid are larger than `nearbyM` up to 78° of latitude. */
export class PositionIndex<T extends Positioned> {
  readonly #cells = new Map<string, T[]>();

  add(item: T): void {
    const key = keyOf(...cellOf(item.position));
    const cell = this.#cells.get(key);
    if (cell) cell.push(item);
    else this.#cells.set(key, [item]);
  }

  /** Items within `nearbyM` whose heading is the same or unknown on either side, the nearest first. */
  near(target: Positioned): Neighbour<T>[] {
    const [x, y] = cellOf(target.position);
    const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => keyOf(x + dx, y + dy)));
    return around
      .flatMap((key) => this.#cells.get(key) ?? [])
      .filter((item) => headingsAgree(item.heading, target.heading))
      .map((item) => ({ item, distanceM: distanceBetween(item.position, target.position) }))
      .filter((neighbour) => neighbour.distanceM <= nearbyM)
      .sort((a, b) => a.distanceM - b.distanceM);
  }
}

export function distanceBetween(a: Position, b: Position): number {
  return distanceM({ lon: a[0], lat: a[1] }, { lon: b[0], lat: b[1] });
}

function headingsAgree(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const difference = Math.abs(a - b) % 360;
  return Math.min(difference, 360 - difference) <= sameHeading;
}

const cellDegrees = 0.0005;
const cellOf = ([lon, lat]: Position): [number, number] => [
  Math.floor(lon / cellDegrees),
  Math.floor(lat / cellDegrees),
];
const keyOf = (x: number, y: number): string => `${x},${y}`;

/** The registered cameras that are not retired, by every key that a row can match. */
export class CameraIndex {
  readonly cameras: readonly Camera[];
  readonly byId: ReadonlyMap<string, Camera>;
  readonly byCode: ReadonlyMap<string, Camera>;
  readonly byUrl: ReadonlyMap<string, readonly Camera[]>;
  readonly positions = new PositionIndex<Camera>();

  constructor(newest: readonly Camera[]) {
    this.cameras = newest.filter((camera) => camera.lifecycle !== 'retired');
    this.byId = new Map(this.cameras.map((camera) => [camera.cameraId, camera]));
    this.byCode = new Map(this.cameras.flatMap((camera) => (camera.code ? [[camera.code, camera]] : [])));
    this.byUrl = Map.groupBy(this.cameras, (camera) => streamIdentity(camera.stream.url));
    for (const camera of this.cameras) this.positions.add(camera);
  }
}
