import type { ModelCard, RgbPicture, ZoneCount } from '@vialog/contracts';
import type { CountingJob } from '@vialog/detection';
import type { GroupMatches } from '@vialog/evaluation/matching';
import type { ModelStore } from '@vialog/models';
import { DetectorProcess, type MatchJob } from './detector-process.ts';
import { readModel } from './model-package.ts';
import { processUsage, type ProcessUsage } from './process-usage.ts';

/** Time to load a model and time of one picture, ms; generous for slow machines. */
const deadlineMs = 120_000;

/** What an evaluation cost so far. */
export interface EvaluationCost {
  /** Durations of the pictures in the detector, ms: preparation, inference and decoding, without transport. */
  readonly durationsMs: readonly number[];
  /** CPU time of all pictures, ms; without loading. 0 where it cannot be read. */
  readonly cpuMs: number;
  /** Largest resident memory of the process, bytes; 0 where it cannot be read. */
  readonly peakMemoryBytes: number;
}

/**
 * A detector child that evaluates one model on labelled pictures. Boxes stay in the child: it returns counts, states of spaces
 * and, for each detection, its score and whether it is right.
 */
export class EvaluationProcess {
  readonly card: ModelCard;
  readonly #child: DetectorProcess;
  readonly #loaded: ProcessUsage;
  readonly #durationsMs: number[] = [];

  private constructor(card: ModelCard, child: DetectorProcess) {
    this.card = card;
    this.#child = child;
    this.#loaded = processUsage(child.pid);
  }

  /** @throws {Error} when there is no such model or it cannot be loaded */
  static async open(models: ModelStore, modelId: string): Promise<EvaluationProcess> {
    const model = await readModel(models, modelId);
    const child = new DetectorProcess();
    const loaded = await child.load(model, deadlineMs);
    if (loaded.kind === 'ready') return new EvaluationProcess(model.card, child);
    child.kill();
    await child.gone;
    throw new Error(`model "${modelId}" cannot be loaded: ${detailOf(loaded)}`);
  }

  /** @throws {Error} when the model fails on the picture */
  async count(picture: RgbPicture, job: CountingJob): Promise<readonly ZoneCount[]> {
    const reply = await this.#child.count(picture, job, deadlineMs);
    if (reply.kind !== 'counted') throw new Error(`the model failed: ${detailOf(reply)}`);
    this.#durationsMs.push(reply.ms);
    return reply.zones;
  }

  /** @throws {Error} when the model fails on the picture */
  async match(picture: RgbPicture, job: MatchJob): Promise<readonly GroupMatches[]> {
    const reply = await this.#child.match(picture, job, deadlineMs);
    if (reply.kind !== 'matched') throw new Error(`the model failed: ${detailOf(reply)}`);
    this.#durationsMs.push(reply.ms);
    return reply.groups;
  }

  cost(): EvaluationCost {
    const { cpuMs, peakMemoryBytes } = processUsage(this.#child.pid);
    return { durationsMs: this.#durationsMs, cpuMs: cpuMs - this.#loaded.cpuMs, peakMemoryBytes };
  }

  async close(): Promise<void> {
    this.#child.kill();
    await this.#child.gone;
  }
}

const detailOf = (reply: { readonly kind: string; readonly detail?: unknown }): string =>
  typeof reply.detail === 'string' ? reply.detail : `the process replied ${reply.kind}`;
