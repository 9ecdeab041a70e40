import { expect, it } from '@jest/globals';
import { run } from './commands.mjs';
import { CleanUp, step, untilNone } from './steps.mjs';

const hang = () => run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { limitMs: 60_000 });

it('ends a step that exceeds its limit, and the commands that it runs', async () => {
  let command;
  await expect(step('slow', 300, () => (command = hang()))).rejects.toThrow(
    'the step "slow" exceeded its limit of 0.3 s',
  );
  await expect(command).rejects.toThrow(/SIGKILL/);
});

it('cleans up in reverse order, once, although a task fails', async () => {
  const cleanUp = new CleanUp();
  const done = [];
  cleanUp.add('engine', 1_000, async () => done.push('engine'));
  cleanUp.add('network', 1_000, () => Promise.reject(new Error('in use')));
  cleanUp.add('containers', 1_000, async () => done.push('containers'));
  expect(await Promise.all([cleanUp.run(), cleanUp.run()])).toEqual([false, false]);
  expect(done).toEqual(['containers', 'engine']);
});

it('names the remaining faults when a condition is not met within its limit', async () => {
  await expect(untilNone('healthy containers', async () => ['a-1 is starting'], 0)).rejects.toThrow(
    'healthy containers: not within 0 s: a-1 is starting',
  );
});
