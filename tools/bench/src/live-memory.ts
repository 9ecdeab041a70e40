import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const everyMs = 200;

/** Memory that is still referenced, above that at the start: the highest value of all samples. */
export class LiveMemory {
  readonly #before = liveBytes();
  #highest = this.#before;

  /** Collects garbage first. */
  sample(): void {
    this.#highest = Math.max(this.#highest, liveBytes());
  }

  get highestMb(): number {
    return (this.#highest - this.#before) / 1_048_576;
  }
}

/** Seconds that work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** The highest live memory while work runs, sampled every 200 ms, MB. */
export async function liveMbOf(work: () => Promise<unknown>): Promise<number> {
  const memory = new LiveMemory();
  const timer = setInterval(() => memory.sample(), everyMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return memory.highestMb;
}

/** Bytes of the heap and of buffers after a collection. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
