import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openLot } from '@vialog/compose-capture';
import sharp from 'sharp';
import { evaluateCommand } from './evaluate-command.ts';
import type { EvaluationReport } from './evaluation-report.ts';

/** Limit of a test, ms: it only ends a test that hangs. */
jest.setTimeout(600_000);

/** Prints of the command, kept while it runs. */
async function evaluate(...args: readonly string[]) {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    const exitCode = await evaluateCommand.run(args, process.env['PATH'] ?? '');
    return { exitCode, ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const reportOf = (text: string): EvaluationReport => JSON.parse(text) as EvaluationReport;

/** Width and height of the box around a vehicle of a rendered lot, px. */
const vehicleSize = [108, 78];

describe('the evaluation of a rendered lot as a labelled set', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const lot = openLot('synthetic:lot?seed=20011&capacity=12', 'high');
  const taken = lot.spaces.filter(({ occupied }) => occupied);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-sets-'));
    const { width, height, pixels } = await lot.picture();
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 95 })
      .toFile(file('lot.jpg'));
    const size = { width, height };
    await writeFile(
      file('bays.jsonl'),
      `${JSON.stringify({ image: 'lot.jpg', ...size, bays: lot.spaces })}\n`,
    );
    const annotations = taken.map(({ polygon }) => {
      const [[x = 0, y = 0] = []] = polygon;
      const bbox = [x * width + 6, y * height + 48, ...vehicleSize];
      return { image_id: 1, category_id: 3, bbox };
    });
    const coco = {
      images: [{ id: 1, file_name: 'lot.jpg', ...size }],
      categories: [{ id: 3, name: 'auto' }],
      annotations,
    };
    await writeFile(file('coco.json'), JSON.stringify(coco, null, 1));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('gives the same figures twice, in every format, with time and memory beside them', async () => {
    const formats = ['json', 'md', 'html'].flatMap((end) => ['--report', file(`report.${end}`)]);
    const first = await evaluate('--bays', file('bays.jsonl'), ...formats, '--json');
    const second = await evaluate('--bays', file('bays.jsonl'), '--json');
    const { models, ...figures } = reportOf(first.stdout);
    const { models: again, ...sameFigures } = reportOf(second.stdout);
    expect(sameFigures).toEqual(figures);
    expect(again.map(({ accuracy }) => accuracy)).toEqual(models.map(({ accuracy }) => accuracy));
    expect(figures.bays).toMatchObject([
      {
        modelId: 'nanodet-g-416',
        figures: { spaces: 12, taken: taken.length, takenShownFree: { spaces: 0 } },
      },
    ]);
    expect(models[0]?.cost).toMatchObject({ pictures: 1 });
    expect(models[0]?.cost.medianMs).toBeGreaterThan(0);
    expect(reportOf(await readFile(file('report.json'), 'utf8')).bays).toEqual(figures.bays);
    expect(await readFile(file('report.md'), 'utf8')).toContain('## Parking spaces');
    expect(await readFile(file('report.html'), 'utf8')).toContain('<svg ');
    expect(first.exitCode).toBe(0);
  });

  test('as a COCO set finds the vehicles, twice with the same figures, and prints no box', async () => {
    const args = [
      '--coco',
      file('coco.json'),
      '--categories',
      'auto=car',
      '--json',
      '--require',
      'recall>=50',
    ];
    const { stdout, exitCode } = await evaluate(...args);
    const { objects } = reportOf(stdout);
    expect(objects[0]?.figures.map(({ group, truth }) => [group, truth])).toEqual([
      ['car', taken.length],
      ['vehicle', taken.length],
    ]);
    expect(objects[0]?.figures.at(-1)).toMatchObject({
      group: 'vehicle',
      precision: 100,
      recall: 100,
      ap50: 100,
    });
    expect(exitCode).toBe(0);
    expect(reportOf((await evaluate(...args)).stdout).objects).toEqual(objects);
    expect(stdout).not.toMatch(/"(x1|y1|bbox|polygon|box|scored)"/);
  });

  test('ends with exit code 4 and names the figure when a requirement is not met', async () => {
    const { exitCode, stderr } = await evaluate(
      '--bays',
      file('bays.jsonl'),
      '--require',
      'judged>=100,memoryMb<=1',
    );
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/nanodet-g-416: expected memoryMb <= 1 and found \d+/);
  });

  test('names file and line of a missing picture and of a picture with another size', async () => {
    const entry = { image: 'lot.jpg', width: 640, height: 360, bays: lot.spaces };
    await writeFile(file('bad.jsonl'), `\n${JSON.stringify({ ...entry, image: 'no.jpg' })}\n`);
    await expect(evaluate('--bays', file('bad.jsonl'))).rejects.toThrow(
      /bad\.jsonl:2: the picture .*no\.jpg does not exist; --pictures names their folder/,
    );
    await writeFile(file('small.jsonl'), JSON.stringify(entry));
    await expect(evaluate('--bays', file('small.jsonl'))).rejects.toThrow(
      /small\.jsonl:1: expected lot\.jpg to have 640 × 360 px, as the set says, and found 1280 × 720/,
    );
  });

  test('says that a model does not exist and which ones do', async () => {
    await expect(evaluate('--bays', file('bays.jsonl'), '--model', 'none')).rejects.toThrow(
      /unknown model "none"; available: .*nanodet-g-416/,
    );
  });
});

test('a suite of rendered lots is summed by light and density', async () => {
  const { stdout } = await evaluate(
    ...[
      '--scene',
      'lot?capacity=8',
      '--light',
      'day,night',
      '--density',
      'low,high',
      '--seed',
      '20021..20022',
      '--json',
    ],
  );
  const { bays, notes, runs } = reportOf(stdout);
  expect(bays.map(({ source, figures }) => [source, figures.pictures, figures.spaces])).toEqual([
    ['synthetic:lot?capacity=8&light=day, low occupancy', 2, 16],
    ['synthetic:lot?capacity=8&light=day, high occupancy', 2, 16],
  ]);
  expect(notes).toEqual(['left out: lot has no light "night", only day, dusk']);
  expect(runs).toEqual([]);
});
