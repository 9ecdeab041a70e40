import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';
import { evaluateCommand } from './evaluate-command.ts';
import type { EvaluationRun } from './evaluation-run.ts';

const searchPath = process.env['PATH'] ?? '';
const street = join(import.meta.dirname, '../../../../../shared/media/ahmetozlu_input_video.mp4');

/** The exit code of the command and the runs that it prints. */
async function evaluate(...args: readonly string[]): Promise<{ exitCode: number; runs: EvaluationRun[] }> {
  const printed: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const exitCode = Number(await evaluateCommand.run([...args, '--json'], searchPath));
    return { exitCode, ...(JSON.parse(printed.join('')) as { runs: EvaluationRun[] }) };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

test('a rendered road is evaluated with the shipped model, and twice with the same result', async () => {
  const args = ['--scene', 'road?light=dusk', '--seed', '31', '--minutes', '0.1', '--fps', '3,3'];
  const { exitCode, runs } = await evaluate(...args, '--max-error', '0');
  const [first, second] = runs;
  expect(first?.result.total).toMatchObject({ difference: 0 });
  expect(first?.result.total.truth).toBeGreaterThan(2);
  expect(first?.result).toMatchObject({ missed: 0, doubled: 0, false: 0 });
  expect(second).toEqual(first);
  expect(exitCode).toBe(0);
});

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('the first seconds of a street clip', () => {
  let folder: string;
  const line = ['--line', '0.36,0.62 0.72,0.62'];
  const file = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-evaluate-'));
    await writeFile(
      file('truth.csv'),
      'time,class,direction\n0.7,car,inbound\n3.1,car,inbound\n5.3,car,inbound\n',
    );
    if (existsSync(street))
      execFileSync('ffmpeg', ['-v', 'error', '-i', street, '-t', '6.4', '-c', 'copy', file('street.mp4')]);
    else console.warn(`skipped: ${street} does not exist`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('show three vehicles in the near lane at 3 and at 5 frames/s, each counted once and as a car', async () => {
    if (!existsSync(street)) return;
    const { exitCode, runs } = await evaluate(
      ...['--clip', file('street.mp4'), '--truth', file('truth.csv'), ...line],
      ...['--fps', '3,5', '--max-error', '0'],
    );
    for (const { result } of runs) {
      expect(result).toMatchObject({ missed: 0, doubled: 0, false: 0 });
      expect(result.byDirection).toMatchObject({ inbound: { counted: 3 }, outbound: { counted: 0 } });
      expect(result.byClass).toMatchObject({ car: { counted: 3, difference: 0 } });
    }
    expect(runs.map(({ fps }) => fps)).toEqual([3, 5]);
    expect(exitCode).toBe(0);
  });

  test('end with exit code 4 when the truth has more vehicles than --max-error allows', async () => {
    if (!existsSync(street)) return;
    await writeFile(file('more.csv'), 'time,class,direction\n0.7,car,inbound\n1.5,car,outbound\n');
    const { exitCode, runs } = await evaluate(
      ...['--clip', file('street.mp4'), '--truth', file('more.csv'), ...line],
      ...['--fps', '3', '--max-error', '10'],
    );
    expect(runs[0]?.result).toMatchObject({ total: { truth: 2, counted: 3 }, missed: 1, false: 2 });
    expect(exitCode).toBe(4);
  });

  test('the first seconds of a clip are rejected with a truth whose times are after the end of the clip', async () => {
    if (!existsSync(street)) return;
    await writeFile(file('late.csv'), 'time,class,direction\n0.7,car,inbound\n1:15,car,inbound\n');
    await expect(
      evaluate('--clip', file('street.mp4'), '--truth', file('late.csv'), ...line, '--fps', '3'),
    ).rejects.toThrow(
      /late\.csv: expected times within .*street\.mp4, which ends after 6\.\d s; found a crossing at 75\.0 s/,
    );
  });
});
