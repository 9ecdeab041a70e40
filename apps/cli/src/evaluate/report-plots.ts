import { escapeHtml } from './escape-html.ts';
import { comparedCosts, type EvaluationReport } from './evaluation-report.ts';
import { barPlot, type Bar } from './bar-plot.ts';

/** Plots of a report as sections with inline SVG. */
export const reportPlots = (report: EvaluationReport): string[] => [
  ...paretoPlot(report),
  ...baysPlots(report),
  ...objectPlots(report),
  ...linePlot(report),
];

const section = (title: string, svg: string): string =>
  `<section><h2>${escapeHtml(title)}</h2>\n${svg}\n</section>`;

const size = { width: 720, height: 320, left: 56, right: 24, top: 16, bottom: 44 } as const;

/** Accuracy over the time of a picture; models that no other model beats are marked. A model without either has no point. */
function paretoPlot({ models }: EvaluationReport): string[] {
  const costs = comparedCosts(models);
  const points = models.flatMap(({ modelId, accuracy, isDominated }, i) => {
    const ms = costs.ms[i] ?? null;
    return accuracy === null || ms === null ? [] : [{ modelId, accuracy, ms, isDominated }];
  });
  if (points.length < 2) return [];
  const maxMs = 1.15 * Math.max(...points.map(({ ms }) => ms));
  const minAccuracy = Math.max(
    0,
    Math.floor((Math.min(...points.map(({ accuracy }) => accuracy)) - 5) / 10) * 10,
  );
  const x = (ms: number) => size.left + (ms / maxMs) * (size.width - size.left - size.right);
  const y = (accuracy: number) =>
    size.height -
    size.bottom -
    ((accuracy - minAccuracy) / (100 - minAccuracy)) * (size.height - size.top - size.bottom);
  const base = size.height - size.bottom;
  const ticks = [minAccuracy, (minAccuracy + 100) / 2, 100];
  const marks = points.map(({ modelId, accuracy, ms, isDominated }) => {
    const isRight = x(ms) > size.width / 2;
    const label = `<text x="${round(x(ms) + (isRight ? -9 : 9))}" y="${round(y(accuracy) + 4)}" text-anchor="${isRight ? 'end' : 'start'}">${escapeHtml(modelId)}</text>`;
    return `<circle class="${isDominated ? 'other' : 'mark'}" cx="${round(x(ms))}" cy="${round(y(accuracy))}" r="5"/>${label}`;
  });
  const svg = [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Accuracy of each model over its ${costs.figure} of a picture">`,
    `<path class="axis" d="M${size.left} ${size.top}V${base}H${size.width - size.right}"/>`,
    ...ticks.map(
      (tick) =>
        `<text class="muted" x="${size.left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${tick} %</text>`,
    ),
    `<text class="muted" x="${size.left}" y="${base + 18}" text-anchor="middle">0</text>`,
    `<text class="muted" x="${size.width - size.right}" y="${base + 18}" text-anchor="end">${Math.round(maxMs)} ms</text>`,
    `<text class="muted" x="${size.width / 2}" y="${size.height - 8}" text-anchor="middle">${costs.figure} of a picture, ms</text>`,
    ...marks,
    '</svg>',
  ].join('\n');
  return [section('Accuracy against cost', svg)];
}

function baysPlots({ bays }: EvaluationReport): string[] {
  if (bays.length === 0) return [];
  const shares = [
    ['judged', 'Judged spaces, of all'],
    ['takenShownFree', 'Taken spaces shown as free, of the judged'],
    ['freeShownTaken', 'Free spaces shown as taken, of the judged'],
  ] as const;
  return shares.map(([name, title]) => {
    const bars = bays.map(({ source, modelId, figures }): Bar => {
      const { percent, interval } = figures[name];
      return { label: `${modelId}, ${source}`, value: percent, range: interval ?? undefined };
    });
    return section(`${title}, with 95 % interval`, barPlot(title, bars));
  });
}

function objectPlots({ objects }: EvaluationReport): string[] {
  if (objects.length === 0) return [];
  return (['precision', 'recall', 'ap50'] as const).map((name) => {
    const title = name === 'ap50' ? 'AP50' : `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    const bars = objects.flatMap(({ modelId, figures }) =>
      figures
        .filter(({ truth }) => truth > 0)
        .map((each): Bar => ({ label: `${each.group}, ${modelId}`, value: each[name], range: undefined })),
    );
    return section(title, barPlot(title, bars));
  });
}

function linePlot({ runs }: EvaluationReport): string[] {
  if (runs.length === 0) return [];
  const bars = runs.map(({ source, fps, modelId, result }): Bar => {
    const { truth } = result.total;
    const found = truth === 0 ? null : Number(((100 * (truth - result.missed)) / truth).toFixed(1));
    return { label: `${source} at ${fps}/s, ${modelId}`, value: found, range: undefined };
  });
  const title = 'True crossings that were counted';
  return [section(title, barPlot(title, bars))];
}

const round = (value: number): number => Number(value.toFixed(1));
