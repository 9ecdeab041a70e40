import type { ModelFindings, ModelSummary } from './evaluation-report.ts';

/** One figure of a model, by which models are compared. */
export function accuracyOf({
  bays,
  objects,
  runs,
}: Pick<ModelFindings, 'bays' | 'objects' | 'runs'>): Pick<ModelSummary, 'accuracy' | 'accuracyOf'> {
  if (objects.length > 0) {
    const found = objects.flatMap(({ figures }) => figures).filter(({ truth }) => truth > 0);
    const single = found.filter(({ group }) => group !== 'vehicle' && group !== 'twoWheeler');
    return { accuracyOf: 'mean AP50 of the classes', accuracy: mean(single.map(({ ap50 }) => ap50 ?? 0)) };
  }
  if (bays.length > 0) {
    const right = sum(bays.map(({ figures }) => figures.right.spaces));
    const spaces = sum(bays.map(({ figures }) => figures.spaces));
    return {
      accuracyOf: 'spaces with the true state, unknown ones not included, of all spaces',
      accuracy: percentOf(right, spaces),
    };
  }
  const truth = sum(runs.map(({ result }) => result.total.truth));
  const missed = sum(runs.map(({ result }) => result.missed));
  const extra = sum(runs.map(({ result }) => result.doubled + result.false));
  return {
    accuracyOf: 'crossings found, of the true and the false ones',
    accuracy: percentOf(truth - missed, truth + extra),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Number((sum(values) / values.length).toFixed(1));

const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Number(((100 * part) / whole).toFixed(1));
