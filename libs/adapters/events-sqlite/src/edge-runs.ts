import { binMs } from './time-bins.ts';

/** Neighbouring stretches of one length: what one grouped query can add up. */
export interface EdgeRun {
  /** Index of the first stretch. */
  readonly stretch: number;
  /** Bins since 1970, `to` exclusive; `step` bins a stretch. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * Cuts ascending edges into runs of equally long stretches. An edge inside a bin is moved to the bin's end, so that
 * a bin belongs to the stretch its start lies in.
 */
export function edgeRuns(edges: readonly number[]): EdgeRun[] {
  const bins = edges.map((edge) => Math.ceil(edge / binMs));
  const runs: EdgeRun[] = [];
  for (let i = 0; i + 1 < bins.length; i += 1) {
    const [from = 0, to = 0] = [bins[i], bins[i + 1]];
    const last = runs.at(-1);
    if (to === from) continue;
    if (
      last &&
      last.to === from &&
      last.step === to - from &&
      last.stretch + (from - last.from) / last.step === i
    )
      runs[runs.length - 1] = { ...last, to };
    else runs.push({ stretch: i, from, to, step: to - from });
  }
  return runs;
}
