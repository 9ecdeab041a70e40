import { expect, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { secretsCommand } from './secrets-command.ts';

test.each([
  [[], /expected "rotate"/],
  [['show'], /found "show"/],
  [['rotate'], /--data is missing/],
  [['rotate', '--to', 'postgresql://db/x'], /--key-file is missing/],
  [['rotate', '--data', 'x', '--to', 'mysql://db/x'], /postgresql:\/\//],
  [['rotate', '--data', 'x', '--key', 'y'], /--key/],
])('the arguments %j of the secrets command are rejected', async (args, message) => {
  const outcome = secretsCommand.run(args, '');
  await expect(outcome).rejects.toThrow(UsageError);
  await expect(outcome).rejects.toThrow(message);
});

test('a rotation without a key file names the file and creates none', async () => {
  const outcome = secretsCommand.run(['rotate', '--data', '/nonexistent'], '');
  await expect(outcome).rejects.toThrow(/key file .*secret-keys\.json cannot be read \(ENOENT\)/);
});
