import type { CountAccuracy } from '@vialog/contracts';
import type { SpaceShare } from '@vialog/evaluation';
import { comparedCosts, type EvaluationReport, type ModelSummary } from './evaluation-report.ts';

/** A table of a report, for any format. */
export interface ReportTable {
  readonly title: string;
  /** One or two sentences about the columns. */
  readonly note: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The figures of a report as tables. */
export const reportTables = (report: EvaluationReport): ReportTable[] => [
  ...modelsTable(report),
  ...baysTable(report),
  ...objectsTables(report),
  ...runTables(report),
];

function modelsTable({ models }: EvaluationReport): ReportTable[] {
  const [first] = models;
  if (!first) return [];
  const choices = choicesOf(models);
  return [
    {
      title: 'Models: accuracy against cost',
      note: `Accuracy: ${first.accuracyOf}. CPU and time of a picture in the detector, on this machine and under its load.`,
      header: ['model', 'digest', 'threshold', 'accuracy', 'CPU', 'median', 'p95', 'memory', ''],
      rows: models.map((model, i) => [
        model.modelId,
        model.digest,
        String(model.threshold),
        percentText(model.accuracy),
        msText(model.cost.cpuMs),
        msText(model.cost.medianMs),
        msText(model.cost.p95Ms),
        model.cost.memoryBytes === null ? '–' : `${Math.round(model.cost.memoryBytes / 1e6)} MB`,
        choices[i] ?? '',
      ]),
    },
  ];
}

/** What a reader who chooses a model must know of each; empty if there is no choice. */
function choicesOf(models: readonly ModelSummary[]): string[] {
  if (models.length === 1) return [];
  const { ms } = comparedCosts(models);
  return models.map(({ isDominated, accuracy }, i) => {
    if (accuracy === null || (ms[i] ?? null) === null) return 'not compared: accuracy or cost is not known';
    return isDominated ? 'another model is better and costs no more' : 'best for its cost';
  });
}

function baysTable({ bays }: EvaluationReport): ReportTable[] {
  if (bays.length === 0) return [];
  return [
    {
      title: 'Parking spaces',
      note:
        'Judged: spaces that are not unknown. The others are shares of the judged spaces, with the 95 % confidence interval ' +
        '(Wilson) if spaces are independent; pictures of one camera resemble each other, so the real interval is wider.',
      header: [
        'source',
        'model',
        'pictures',
        'spaces',
        'taken',
        'judged',
        'right',
        'taken shown free',
        'free shown taken',
      ],
      rows: bays.map(({ source, modelId, figures }) => [
        source,
        modelId,
        String(figures.pictures),
        String(figures.spaces),
        String(figures.taken),
        shareText(figures.judged),
        shareText(figures.right),
        shareText(figures.takenShownFree),
        shareText(figures.freeShownTaken),
      ]),
    },
  ];
}

const shareText = ({ spaces, of, percent, interval }: SpaceShare): string =>
  percent === null || interval === null
    ? `${spaces} of ${of}`
    : `${percent} % (${spaces} of ${of}; ${interval.low} to ${interval.high} %)`;

const objectsTables = ({ objects }: EvaluationReport): ReportTable[] =>
  objects.map(({ modelId, pictures, figures }) => ({
    title: `Objects: ${modelId}, ${pictures} pictures`,
    note:
      'A detection is right if it overlaps an object by an intersection over union of 0.5. Precision and recall at the ' +
      'threshold; AP50 over all scores. Count error: mean of |counted − true| per picture; bias: mean of counted − true.',
    header: ['class', 'true', 'counted', 'precision', 'recall', 'AP50', 'count error', 'bias'],
    rows: figures.map((each) => [
      each.group,
      String(each.truth),
      String(each.counted),
      percentText(each.precision),
      percentText(each.recall),
      percentText(each.ap50),
      String(each.countError),
      signed(each.bias),
    ]),
  }));

const runTables = ({ runs, models }: EvaluationReport): ReportTable[] =>
  runs.map(({ modelId, source, fps, frames, durationMs, trackingRestarts, result }) => {
    const restarts = trackingRestarts > 0 ? ` Tracking restarted ${trackingRestarts} times.` : '';
    const groups: [string, CountAccuracy][] = [
      ['all', result.total],
      ...Object.entries(result.byDirection),
      ...Object.entries(result.byClass),
    ];
    return {
      title: `${source} at ${fps} frames/s${models.length > 1 ? `: ${modelId}` : ''}`,
      note:
        `${frames} frames, ${(durationMs / 1000).toFixed(1)} s. Missed ${result.missed}, doubled ${result.doubled}, ` +
        `false ${result.false}.${restarts}`,
      header: ['crossings', 'true', 'counted', 'error', 'error %', 'GEH'],
      rows: groups.map(([name, each]) => [
        name,
        String(each.truth),
        String(each.counted),
        signed(each.difference),
        each.errorPercent === null ? '–' : signed(each.errorPercent),
        each.geh.toFixed(2),
      ]),
    };
  });

const percentText = (value: number | null): string => (value === null ? '–' : `${value} %`);
const msText = (value: number | null): string => (value === null ? '–' : `${value} ms`);
const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
