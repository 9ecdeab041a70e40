import { UsageError } from '../command.ts';
import type { EvaluationReport, ModelSummary } from './evaluation-report.ts';

/** A limit that a figure must keep, for CI. */
export interface Requirement {
  readonly figure: FigureName;
  readonly comparison: '<=' | '>=';
  readonly limit: number;
}

/** Values of a figure for a model, one for each class, source or run. */
type ReadFigure = (report: EvaluationReport, model: ModelSummary) => (number | null)[];

/** `ifNothing`: the value of a share of the judged spaces if no space was judged. A model that judges nothing meets nothing. */
const baysShare =
  (name: 'judged' | 'right' | 'takenShownFree' | 'freeShownTaken', ifNothing: number): ReadFigure =>
  ({ bays }, { modelId }) =>
    bays
      .filter((each) => each.modelId === modelId)
      .map(({ figures: { [name]: share } }) => share.percent ?? ifNothing);

const ofObjects =
  (name: 'precision' | 'recall' | 'ap50' | 'countError'): ReadFigure =>
  ({ objects }, { modelId }) =>
    objects
      .filter((each) => each.modelId === modelId)
      .flatMap(({ figures }) => figures.filter(({ truth }) => truth > 0).map((each) => each[name] ?? 0));

const ofRuns =
  (pick: (run: EvaluationReport['runs'][number]) => number | null): ReadFigure =>
  ({ runs }, { modelId }) =>
    runs.filter((run) => run.modelId === modelId).map(pick);

const figures = {
  judged: baysShare('judged', 0),
  right: baysShare('right', 0),
  takenShownFree: baysShare('takenShownFree', 100),
  freeShownTaken: baysShare('freeShownTaken', 100),
  precision: ofObjects('precision'),
  recall: ofObjects('recall'),
  ap50: ofObjects('ap50'),
  countError: ofObjects('countError'),
  error: ofRuns(({ result }) => Math.abs(result.total.errorPercent ?? (result.total.counted > 0 ? 100 : 0))),
  missed: ofRuns(({ result }) => result.missed),
  doubled: ofRuns(({ result }) => result.doubled),
  false: ofRuns(({ result }) => result.false),
  accuracy: (_, { accuracy }) => [accuracy],
  cpuMs: (_, { cost }) => [cost.cpuMs],
  medianMs: (_, { cost }) => [cost.medianMs],
  memoryMb: (_, { cost }) => [cost.memoryBytes === null ? null : cost.memoryBytes / 1e6],
} satisfies Record<string, ReadFigure>;
type FigureName = keyof typeof figures;

export const figureNames = Object.keys(figures);

/**
 * Reads `judged>=95,takenShownFree<=1`.
 * @throws {UsageError} when a part is no requirement
 */
export function readRequirements(text: string): Requirement[] {
  return text.split(',').map((part) => {
    const [, figure = '', comparison, limit] =
      /^\s*([A-Za-z0-9]+)\s*(<=|>=)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    if (comparison === undefined || !Object.hasOwn(figures, figure))
      throw new UsageError(
        `--require "${part.trim()}": expected a figure and a limit like judged>=95; figures: ${figureNames.join(', ')}`,
      );
    return {
      figure: figure as FigureName,
      comparison: comparison === '<=' ? '<=' : '>=',
      limit: Number(limit),
    };
  });
}

/**
 * Sentences about requirements that a model does not meet; the worst value decides. Empty if all are met.
 * @throws {Error} when the report does not have a figure: nothing would be checked
 */
export function unmetRequirements(report: EvaluationReport, requirements: readonly Requirement[]): string[] {
  return report.models.flatMap((model) =>
    requirements.flatMap(({ figure, comparison, limit }) => {
      const read: ReadFigure = figures[figure];
      const values = read(report, model).filter((value) => value !== null);
      if (values.length === 0)
        throw new Error(`--require ${figure}: the evaluation of ${report.source} has no such figure`);
      const worst = comparison === '>=' ? Math.min(...values) : Math.max(...values);
      const isMet = comparison === '>=' ? worst >= limit : worst <= limit;
      return isMet ? [] : [`${model.modelId}: expected ${figure} ${comparison} ${limit} and found ${worst}`];
    }),
  );
}
