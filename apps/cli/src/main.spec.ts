import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const main = join(import.meta.dirname, 'main.ts');
function vialog(...args: readonly string[]) {
  const node = ['--conditions=@vialog/source', '--experimental-transform-types', '--no-warnings', main];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each([
  [['-h'], /^usage: vialog <command>/],
  [['--help'], /^usage: vialog <command>/],
  [['count', '-h'], /^usage: vialog count <clip>/],
  [['count', '--help'], /^usage: vialog count <clip>/],
  [['--version'], /^vialog \d+\.\d+\.\d+\n$/],
  [['count', '--version'], /^vialog \d+\.\d+\.\d+\n$/],
])('vialog %j prints its response and exits with 0', (args, out) => {
  expect(vialog(...args)).toEqual({ status: 0, stdout: expect.stringMatching(out), stderr: '' });
});
