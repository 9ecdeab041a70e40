import { quarterMs } from '@vialog/contracts';

/** Consecutive intervals of equal length, which one grouped query can sum. */
export interface EdgeRun {
  /** Index of the first interval. */
  readonly interval: number;
  /** Bins since 1970, `to` exclusive; `step` bins per interval. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * Groups ascending edges into runs of intervals of equal length. An edge inside a bin is moved to the end of the bin, so
 * that a bin belongs to the interval that contains its start. `buckets`: indexes of the needed intervals, default all.
 */
export function edgeRuns(edges: readonly number[], buckets?: readonly number[]): EdgeRun[] {
  const needed = buckets && new Set(buckets);
  const bins = edges.map((edge) => Math.ceil(edge / quarterMs));
  const runs: EdgeRun[] = [];
  for (let i = 0; i + 1 < bins.length; i += 1) {
    const [from = 0, to = 0] = [bins[i], bins[i + 1]];
    const last = runs.at(-1);
    if (to === from || needed?.has(i) === false) continue;
    if (last && continues(last, i, { from, to })) runs[runs.length - 1] = { ...last, to };
    else runs.push({ interval: i, from, to, step: to - from });
  }
  return runs;
}

/** Whether an interval is the next one of a run. */
const continues = (run: EdgeRun, interval: number, { from, to }: Pick<EdgeRun, 'from' | 'to'>): boolean =>
  run.to === from && run.step === to - from && run.interval + (from - run.from) / run.step === interval;
