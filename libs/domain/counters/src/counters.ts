import type { Camera } from '@vialog/contracts';
import { zonePlans, type ZonePlan } from '@vialog/measuring';

export interface Counter {
  /** The newest version. */
  readonly camera: Camera;
  /** Of all versions: zones and the time in which counts of them are expected. */
  readonly plans: readonly ZonePlan[];
}

/** The counters of the registry, by id and code. */
export class Counters {
  readonly #byRef: ReadonlyMap<string, Counter>;

  constructor(versions: readonly Camera[]) {
    const counters = Map.groupBy(
      versions.filter(({ streamKind }) => streamKind === 'counter'),
      ({ cameraId }) => cameraId,
    );
    const entries = [...counters.values()].flatMap((ofCounter): Counter[] => {
      const camera = ofCounter.toSorted((a, b) => a.version - b.version).at(-1);
      return camera ? [{ camera, plans: zonePlans(ofCounter) }] : [];
    });
    // An id has precedence over a code that looks like one.
    this.#byRef = new Map([
      ...entries.flatMap((counter): [string, Counter][] =>
        counter.camera.code === undefined ? [] : [[counter.camera.code, counter]],
      ),
      ...entries.map((counter): [string, Counter] => [counter.camera.cameraId, counter]),
    ]);
  }

  find(ref: string): Counter | undefined {
    return this.#byRef.get(ref);
  }
}
