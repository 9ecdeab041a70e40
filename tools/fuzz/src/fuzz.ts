import type { Coverage } from './coverage.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { mutate } from './mutate.ts';
import { seededRandom } from './random.ts';

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** Inputs that reach new code become sources of further ones. */
  readonly coverage?: Coverage;
  /** Called before each input, so that it is known when the process crashes. */
  readonly onInput?: (input: Buffer) => void;
  /** Time for one input, ms. Only ends what hangs. */
  readonly timeoutMs: number;
  /** How much memory may grow over all inputs, bytes. */
  readonly maxGrowth: number;
}

export interface FuzzReport {
  readonly inputs: number;
  /** Inputs that reached new code. */
  readonly corpus: number;
  /** Number of inputs by what came of them. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly growthBytes: number;
  /** Of one input, ms. */
  readonly slowestMs: number;
}

/** An input that violated a property. */
export class FuzzFailure extends Error {
  readonly input: Buffer;

  constructor(message: string, input: Buffer, cause?: unknown) {
    super(message, { cause });
    this.name = 'FuzzFailure';
    this.input = input;
  }
}

/** Number of inputs for which coverage is read once. Only when it is new, the input that reached it is searched. */
const batchSize = 64;

/**
 * Runs a target with its seeds and with changed inputs. The same seed gives the same inputs, as long as coverage does not choose
 * other sources.
 * @throws {FuzzFailure} when the target throws, does not end, returns no outcome, or when memory grows too much
 */
export async function fuzz(target: FuzzTarget, options: FuzzOptions): Promise<FuzzReport> {
  const random = seededRandom(options.seed);
  const corpus = target.seeds.map((seed): Buffer => Buffer.from(seed));
  const dictionary = target.dictionary.map((word) => Buffer.from(word, 'latin1'));
  const outcomes: Record<string, number> = {};
  const before = process.memoryUsage.rss();
  let slowestMs = 0;
  let batch: readonly Buffer[] = corpus.slice();
  for (let ran = 0; ran < options.inputs;) {
    for (const input of batch) {
      const startedAt = performance.now();
      const outcome = await outcomeOf(target, input, options);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    ran += batch.length;
    corpus.push(...(await reaching(target, batch, options)));
    checkGrowth(before, options, batch);
    const size = Math.min(batchSize, options.inputs - ran);
    batch = Array.from({ length: size }, () => {
      const source = corpus[random(corpus.length)] ?? Buffer.alloc(0);
      return mutate(source, { corpus, dictionary }, random);
    });
  }
  const growthBytes = process.memoryUsage.rss() - before;
  return { inputs: options.inputs, corpus: corpus.length, outcomes, growthBytes, slowestMs };
}

/** The inputs of the batch that has just run which reach new code. */
async function reaching(
  target: FuzzTarget,
  batch: readonly Buffer[],
  options: FuzzOptions,
): Promise<Buffer[]> {
  const { coverage } = options;
  const fresh = await coverage?.take();
  if (coverage === undefined || fresh === undefined || fresh.size === 0) return [];
  const found: Buffer[] = [];
  for (const input of batch) {
    await outcomeOf(target, input, options);
    const places = await coverage.take();
    if (places.size > 0) found.push(input);
    coverage.see(places);
  }
  coverage.see(fresh);
  return found;
}

async function outcomeOf(target: FuzzTarget, input: Buffer, options: FuzzOptions): Promise<string> {
  options.onInput?.(input);
  const hang = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => hang.reject(new Error(`did not end within ${options.timeoutMs} ms`)),
    options.timeoutMs,
  );
  try {
    const outcome = await Promise.race([target.run(Buffer.from(input)), hang.promise]);
    if (outcome === '') throw new Error('ended without an outcome');
    return outcome;
  } catch (error) {
    throw new FuzzFailure(`${target.name}: ${String(error)}`, input, error);
  } finally {
    clearTimeout(timer);
  }
}

function checkGrowth(before: number, { maxGrowth }: FuzzOptions, batch: readonly Buffer[]): void {
  const growth = process.memoryUsage.rss() - before;
  if (growth <= maxGrowth) return;
  const [input = Buffer.alloc(0)] = batch;
  throw new FuzzFailure(`memory grew by ${Math.round(growth / 1e6)} MB in this batch or before it`, input);
}
