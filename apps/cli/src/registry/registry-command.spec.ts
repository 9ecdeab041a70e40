import { expect, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { registryCommand } from './registry-command.ts';

test.each([
  [[], /expected "move"/],
  [['copy'], /found "copy"/],
  [['move', '--to', 'postgresql://db/x'], /--data is missing/],
  [['move', '--data', 'x', '--to', 'mysql://db/x'], /postgresql:\/\//],
  [['move', '--data', 'x', '--into', 'y'], /--into/],
])('the arguments %j of the registry command are rejected', async (args, message) => {
  const outcome = registryCommand.run(args, '');
  await expect(outcome).rejects.toThrow(UsageError);
  await expect(outcome).rejects.toThrow(message);
});
