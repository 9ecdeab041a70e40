import type { BaysFigures, ObjectFigures } from '@vialog/evaluation';
import type { EvaluationRun } from './evaluation-run.ts';

/** What an evaluation found. Everything but `models` is the same each time. Figures only: no boxes, no pictures. */
export interface EvaluationReport {
  readonly v: 1;
  /** The set, clip or scenes. */
  readonly source: string;
  /** What the reader must know: labels that were left out, scenes that do not exist. */
  readonly notes: readonly string[];
  /** Lines: a clip or scene at a sampling rate. */
  readonly runs: readonly (EvaluationRun & { readonly modelId: string })[];
  /** Parking spaces: a set, or scenes with the same light and density. */
  readonly bays: readonly BaysResult[];
  /** Objects of a COCO set. */
  readonly objects: readonly ObjectsResult[];
  /** One entry per model, in the order of the request. */
  readonly models: readonly ModelSummary[];
}

export interface BaysResult {
  readonly modelId: string;
  readonly source: string;
  readonly figures: BaysFigures;
}

export interface ObjectsResult {
  readonly modelId: string;
  readonly pictures: number;
  readonly figures: readonly ObjectFigures[];
}

/** Accuracy and cost of a model. The cost depends on the machine and its load. */
export interface ModelSummary {
  readonly modelId: string;
  /** First 12 hexadecimal digits of the SHA-256 of the card. */
  readonly digest: string;
  readonly threshold: number;
  /** Percent; what it means depends on the source: see `accuracyOf`. */
  readonly accuracy: number | null;
  readonly accuracyOf: string;
  readonly cost: ModelCost;
  /** Whether another model of the report is at least as accurate and costs no more, and is better in one of both. */
  readonly isDominated: boolean;
}

export interface ModelCost {
  readonly pictures: number;
  /** CPU time of a picture in the detector process, ms: less dependent on other load than `medianMs`. null: not readable. */
  readonly cpuMs: number | null;
  /** Median and 95th percentile of the time of a picture in the detector (all its tiles), ms. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  /** Largest resident memory of the detector process, bytes; null where it cannot be read. */
  readonly memoryBytes: number | null;
}

/** The cost by which models are compared, ms of a picture. */
export interface ComparedCosts {
  readonly figure: 'CPU time' | 'median time';
  /** One entry per model; null: not readable. */
  readonly ms: readonly (number | null)[];
}

/** CPU time; the median time of all models if the CPU time of one cannot be read, because the two are not comparable. */
export function comparedCosts(models: readonly Pick<ModelSummary, 'cost'>[]): ComparedCosts {
  return models.every(({ cost }) => cost.cpuMs !== null)
    ? { figure: 'CPU time', ms: models.map(({ cost }) => cost.cpuMs) }
    : { figure: 'median time', ms: models.map(({ cost }) => cost.medianMs) };
}

/** What one model found in a source. */
export type ModelFindings = Pick<EvaluationReport, 'runs' | 'bays' | 'objects'> & {
  readonly cost: ModelCost;
};

/** What a detector process used. */
export interface Usage {
  readonly durationsMs: readonly number[];
  /** CPU time of all pictures, ms; 0: not readable. */
  readonly cpuMs: number;
  /** bytes; 0: not readable. */
  readonly peakMemoryBytes: number;
}

export function costOf({ durationsMs, cpuMs, peakMemoryBytes }: Usage): ModelCost {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const rank = (share: number): number | null => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    return value === undefined ? null : Number(value.toFixed(1));
  };
  return {
    pictures: sorted.length,
    cpuMs: cpuMs > 0 ? Number((cpuMs / sorted.length).toFixed(1)) : null,
    medianMs: rank(0.5),
    p95Ms: rank(0.95),
    memoryBytes: peakMemoryBytes > 0 ? peakMemoryBytes : null,
  };
}
