import { performance } from 'node:perf_hooks';

/** A detector child that takes frames; only its identity matters. */
export type Taker = object;

/** A camera without frames for this time has no owner any more, ms. */
const forgottenMs = 60_000;

interface Owner {
  readonly taker: Taker;
  readonly at: number;
  /** Number of the tenure; another number whenever the camera has moved. */
  readonly tenure: number;
}

/** Which child follows the objects of which camera. */
export class CameraOwners {
  readonly #owners = new Map<string, Owner>();
  #tenures = 0;

  ownerOf(cameraId: string): Taker | undefined {
    return this.#owners.get(cameraId)?.taker;
  }

  /** Records that a child takes a frame of a camera. Returns the number of its tenure. */
  assign(cameraId: string, taker: Taker): number {
    const owner = this.#owners.get(cameraId);
    const tenure = owner?.taker === taker ? owner.tenure : (this.#tenures += 1);
    this.#owners.set(cameraId, { taker, at: performance.now(), tenure });
    return tenure;
  }

  /** Whether an idle child may take a camera over: its owner has at least two more, so that moving it balances the load. */
  mayMove(cameraId: string, to: Taker): boolean {
    const owner = this.ownerOf(cameraId);
    return owner !== undefined && owner !== to && this.#countOf(owner) >= this.#countOf(to) + 2;
  }

  release(taker: Taker): void {
    for (const [cameraId, owner] of this.#owners) if (owner.taker === taker) this.#owners.delete(cameraId);
  }

  #countOf(taker: Taker): number {
    const oldest = performance.now() - forgottenMs;
    for (const [cameraId, { at }] of this.#owners) if (at < oldest) this.#owners.delete(cameraId);
    return [...this.#owners.values()].filter((owner) => owner.taker === taker).length;
  }
}
