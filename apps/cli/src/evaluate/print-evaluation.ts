import type { CountAccuracy } from '@vialog/contracts';
import type { EvaluationRun } from './evaluation-run.ts';

/** The runs as text: one block per run with a row per group. */
export const evaluationLines = (runs: readonly EvaluationRun[]): string[] => runs.flatMap(runLines);

function runLines({ source, fps, frames, durationMs, trackingRestarts, result }: EvaluationRun): string[] {
  const groups: [string, CountAccuracy][] = [
    ['all', result.total],
    ...Object.entries(result.byDirection),
    ...Object.entries(result.byClass),
  ];
  const restarts = trackingRestarts > 0 ? `, tracking restarted ${trackingRestarts} times` : '';
  return [
    `${source} at ${fps} frames/s: ${frames} frames, ${(durationMs / 1000).toFixed(1)} s${restarts}`,
    row(['', 'truth', 'counted', 'error', 'error %', 'GEH']),
    ...groups.map(([name, each]) =>
      row([
        name,
        String(each.truth),
        String(each.counted),
        signed(each.difference),
        each.errorPercent === null ? '–' : signed(each.errorPercent),
        each.geh.toFixed(2),
      ]),
    ),
    `  missed ${result.missed}, doubled ${result.doubled}, false ${result.false}`,
    '',
  ];
}

const row = ([name = '', ...numbers]: readonly string[]): string =>
  `  ${name.padEnd(11)}${numbers.map((text) => text.padStart(9)).join('')}`;

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
