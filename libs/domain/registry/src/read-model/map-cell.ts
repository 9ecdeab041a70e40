import type { MapCluster } from '@vialog/contracts';
import type { CameraEntry } from './camera-entry.ts';
import type { State } from './match-cameras.ts';

/** The cameras of one cell of the map, summed up camera by camera. */
export class MapCell {
  readonly #first: CameraEntry;
  readonly #states: MapCluster['states'] = {};
  #cameras = 0;
  #lonSum = 0;
  #latSum = 0;
  #west = Infinity;
  #south = Infinity;
  #east = -Infinity;
  #north = -Infinity;

  constructor(first: CameraEntry) {
    this.#first = first;
  }

  add({ camera }: CameraEntry, state: State): void {
    const [lon, lat] = camera.position;
    this.#cameras += 1;
    this.#states[state] = (this.#states[state] ?? 0) + 1;
    this.#lonSum += lon;
    this.#latSum += lat;
    this.#west = Math.min(this.#west, lon);
    this.#south = Math.min(this.#south, lat);
    this.#east = Math.max(this.#east, lon);
    this.#north = Math.max(this.#north, lat);
  }

  /** The camera, if it is the only one. */
  get single(): CameraEntry | undefined {
    return this.#cameras === 1 ? this.#first : undefined;
  }

  get cluster(): MapCluster {
    return {
      position: [rounded(this.#lonSum / this.#cameras), rounded(this.#latSum / this.#cameras)],
      extent: { west: this.#west, south: this.#south, east: this.#east, north: this.#north },
      cameras: this.#cameras,
      states: this.#states,
    };
  }
}

/** Six decimals, like every position. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
