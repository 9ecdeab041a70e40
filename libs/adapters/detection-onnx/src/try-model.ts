import { readFile } from 'node:fs/promises';
import { countClasses, type RgbPicture, type ZoneCount } from '@vialog/contracts';
import type { FromChild } from './child-messages.ts';
import { DetectorProcess, type LostRequest } from './detector-process.ts';
import type { ModelPackage } from './model-package.ts';
import { wholePicture } from './whole-picture.ts';

export interface TrialLimits {
  /** Resident memory of the child, bytes; a child above it is ended. Checked on Linux. */
  readonly memoryBytes: number;
  /** Time to load the model, and time for each run, ms. */
  readonly deadlineMs: number;
}

/** What a model counted in one picture, and what it cost; or why it cannot be used. */
export type ModelTrial =
  | {
      readonly kind: 'counted';
      /** Counts of the whole picture by class; empty if the model knows no count class. */
      readonly counts: ZoneCount['counts'];
      /** Duration of the fastest of `runs` runs, ms. */
      readonly ms: number;
      readonly loadMs: number;
      /** Largest resident memory seen, bytes; 0 where it cannot be read. */
      readonly memoryBytes: number;
    }
  | { readonly kind: 'failed'; readonly detail: string };

export const defaultTrialLimits: TrialLimits = { memoryBytes: 2_000_000_000, deadlineMs: 60_000 };
const runs = 5;
const watchMs = 20;

/**
 * Runs a model on a picture in a separate detector child with the restrictions of `childArguments`. The child is ended at the
 * limits of time and memory. For models that are not trusted yet.
 */
export async function tryModel(
  model: ModelPackage,
  picture: RgbPicture,
  limits: TrialLimits = defaultTrialLimits,
): Promise<ModelTrial> {
  const child = new DetectorProcess();
  const memory = new MemoryWatch(child, limits.memoryBytes);
  try {
    return await runTrial({ child, memory, deadlineMs: limits.deadlineMs }, model, picture);
  } finally {
    memory.close();
    child.kill();
    await child.gone;
  }
}

interface Trial {
  readonly child: DetectorProcess;
  readonly memory: MemoryWatch;
  readonly deadlineMs: number;
}

async function runTrial(
  { child, memory, deadlineMs }: Trial,
  model: ModelPackage,
  picture: RgbPicture,
): Promise<ModelTrial> {
  const started = performance.now();
  const loaded = await child.load(model, deadlineMs);
  const loadMs = performance.now() - started;
  if (loaded.kind !== 'ready') return failed(loaded, memory);
  let ms = Number.POSITIVE_INFINITY;
  let counts: ZoneCount['counts'] = {};
  for (let run = 0; run < runs; run += 1) {
    const job = { zones: [wholePicture(countClasses)], model: { modelId: model.card.id } };
    const reply = await child.count(picture, job, deadlineMs);
    if (reply.kind !== 'counted') return failed(reply, memory);
    ms = Math.min(ms, reply.ms);
    counts = reply.zones[0]?.counts ?? {};
  }
  return { kind: 'counted', counts, ms, loadMs, memoryBytes: memory.largest };
}

function failed(reply: FromChild | LostRequest, memory: MemoryWatch): ModelTrial {
  const detail = 'detail' in reply ? reply.detail : `the child replied ${reply.kind}`;
  return { kind: 'failed', detail: memory.exceeded ?? detail };
}

/** Ends a child whose resident memory exceeds the limit. */
class MemoryWatch {
  largest = 0;
  /** Why the child was ended; undefined while it is below the limit. */
  exceeded: string | undefined;
  readonly #child: DetectorProcess;
  readonly #limit: number;
  readonly #timer: NodeJS.Timeout;

  constructor(child: DetectorProcess, limit: number) {
    this.#child = child;
    this.#limit = limit;
    this.#timer = setInterval(() => void this.#check(), watchMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #check(): Promise<void> {
    // The file is absent once the child has exited, and on systems other than Linux.
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    const bytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
    this.largest = Math.max(this.largest, bytes);
    if (bytes <= this.#limit || this.exceeded !== undefined) return;
    this.exceeded = `expected at most ${mb(this.#limit)} MB of memory, found ${mb(bytes)} MB: the model was ended`;
    this.#child.kill();
  }
}

const mb = (bytes: number): number => Math.round(bytes / 1_000_000);
