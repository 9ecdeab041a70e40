import { lineScenes, lineSeeds, type LineScene } from './line-scenes.ts';
import { root } from './machine.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { outputOf } from './process-cost.ts';

const command = 'npm run bench -- line-accuracy';
const rates = [3, 5, 10] as const;
/** Time between a true crossing and the counted one in traffic that flows, s. */
const toleranceS = 2;
/** Evaluations at once; accuracy does not depend on the load. */
const parallel = 2;
const { from, to } = lineSeeds.reporting;

/** What `vialog evaluate --json` prints, in part. */
interface EvaluatedRun {
  readonly fps: number;
  readonly result: {
    readonly total: { readonly truth: number; readonly counted: number };
    readonly byDirection: Readonly<Record<string, { readonly difference: number }>>;
    readonly missed: number;
    readonly doubled: number;
    readonly false: number;
  };
}

interface Evaluated {
  readonly scene: LineScene;
  readonly runs: readonly EvaluatedRun[];
}

/** Accuracy of line counts over rendered scenes whose seeds were never used in development. */
export const lineAccuracy: Part = {
  name: 'line-accuracy',
  title: 'Line counts over rendered scenes with known crossings',
  method:
    '`vialog evaluate` over rendered roads and gates: the shipped model detects the vehicles in the rendered pictures, and the ' +
    `tracker follows its boxes. Seeds ${from} and following, which development does not use (tools/bench/src/line-scenes.ts). ` +
    'Error: wrong crossings per direction and scene, summed without cancelling, in percent of the true ones. Rendered vehicles ' +
    'are simpler than real ones: the figures are about following and counting, not about detecting in real streets.',
  onRequest: true,
  run: async (options) => rowsOf(await evaluateAll(options)),
};

async function evaluateAll({ quick, progress }: PartOptions): Promise<readonly Evaluated[]> {
  const waiting = lineScenes.map((scene, index) => ({
    scene,
    seed: (quick ? lineSeeds.development.from : from) + index,
    seconds: quick ? 12 : scene.seconds,
  }));
  if (from + waiting.length - 1 > to) throw new Error(`expected at most ${to - from + 1} scenes`);
  const done: Evaluated[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const runs = await evaluate(next.scene, next.seed, next.seconds);
      done.push({ scene: next.scene, runs });
      progress(`${next.scene.name}: ${runs.map(countedOf).join(', ')}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return done.toSorted((a, b) => lineScenes.indexOf(a.scene) - lineScenes.indexOf(b.scene));
}

async function evaluate(
  { scene, standing = 0 }: LineScene,
  seed: number,
  seconds: number,
): Promise<readonly EvaluatedRun[]> {
  const output = await outputOf(process.execPath, [
    '--conditions=@vialog/source',
    `${root}apps/cli/src/main.ts`,
    ...['evaluate', '--scene', scene, '--seed', String(seed), '--minutes', String(seconds / 60)],
    ...['--fps', rates.join(','), '--tolerance', String(toleranceS + standing), '--json'],
  ]);
  return (JSON.parse(output) as { runs: readonly EvaluatedRun[] }).runs;
}

const countedOf = ({ fps, result }: EvaluatedRun): string =>
  `${result.total.counted} of ${result.total.truth} at ${fps}/s`;

function rowsOf(all: readonly Evaluated[]): Row[] {
  return [
    ...rates.flatMap((fps) => rateRows(all, fps)),
    ...all.map(({ scene, runs }) => ({
      what: `${scene.name}: largest error`,
      value: Math.max(...runs.map((run) => percent(wrongOf(run), run.result.total.truth))),
      unit: '%',
      against: runs.map(countedOf).join(', '),
      command,
    })),
  ];
}

function rateRows(all: readonly Evaluated[], fps: number): Row[] {
  const at = (each: readonly Evaluated[]) =>
    each.flatMap(({ runs }) => runs.filter((run) => run.fps === fps));
  const [runs, jams] = [at(all), at(all.filter(({ scene }) => scene.scene.includes('jam')))];
  const truth = sum(runs, ({ result }) => result.total.truth);
  const [missed, doubled, wrong] = [
    sum(runs, ({ result }) => result.missed),
    sum(runs, ({ result }) => result.doubled),
    sum(runs, ({ result }) => result.false),
  ];
  return [
    {
      what: `${fps} frames/s: error over ${truth} crossings`,
      value: percent(sum(runs, wrongOf), truth),
      unit: '%',
      against: `missed ${missed}, doubled ${doubled}, false ${wrong}`,
      target: { bound: 'at most', limit: 1 },
      command,
    },
    {
      what: `${fps} frames/s: doubled over ${sum(jams, ({ result }) => result.total.truth)} crossings in jams`,
      value: sum(jams, ({ result }) => result.doubled),
      unit: 'vehicles',
      target: { bound: 'at most', limit: 0 },
      command,
    },
  ];
}

const wrongOf = ({ result }: EvaluatedRun): number =>
  Object.values(result.byDirection).reduce((total, { difference }) => total + Math.abs(difference), 0);

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
