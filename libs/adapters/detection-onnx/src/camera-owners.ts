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

/** Which child follows the objects of which camera or live trial, by queue key. */
export class CameraOwners {
  readonly #owners = new Map<string, Owner>();
  #tenures = 0;

  ownerOf(key: string): Taker | undefined {
    return this.#owners.get(key)?.taker;
  }

  /** Records that a child takes a frame of a camera. Returns the number of its tenure. */
  assign(key: string, taker: Taker): number {
    const owner = this.#owners.get(key);
    const tenure = owner?.taker === taker ? owner.tenure : (this.#tenures += 1);
    this.#owners.set(key, { taker, at: performance.now(), tenure });
    return tenure;
  }

  /** Whether an idle child may take a camera over: its owner has at least two more, so that moving it balances the load. */
  mayMove(key: string, to: Taker): boolean {
    const owner = this.ownerOf(key);
    return owner !== undefined && owner !== to && this.#countOf(owner) >= this.#countOf(to) + 2;
  }

  release(taker: Taker): void {
    for (const [key, owner] of this.#owners) if (owner.taker === taker) this.#owners.delete(key);
  }

  #countOf(taker: Taker): number {
    const oldest = performance.now() - forgottenMs;
    for (const [key, { at }] of this.#owners) if (at < oldest) this.#owners.delete(key);
    return [...this.#owners.values()].filter((owner) => owner.taker === taker).length;
  }
}
