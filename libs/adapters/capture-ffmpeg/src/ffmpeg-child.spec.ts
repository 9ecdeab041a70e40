import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FfmpegChild } from './ffmpeg-child.ts';

/** Starts a child with no open file left and prints what came of it. */
const starved = `
  import { closeSync, openSync } from 'node:fs';
  import { FfmpegChild } from ${JSON.stringify(join(import.meta.dirname, 'ffmpeg-child.ts'))};
  const open = [];
  try { for (;;) open.push(openSync('/dev/null')); } catch {}
  const child = new FfmpegChild('/bin/true', []);
  const said = await child.pictures('rgb24').next().catch((error) => error.code);
  await child.stop();
  for (const file of open) closeSync(file);
  console.log(said);
`;

describe('FfmpegChild', () => {
  it('reports the missing resource and ends when the system cannot open its pipes', () => {
    const node = ['--experimental-transform-types', '--conditions=@vialog/source', '--input-type=module'];
    const command = ['-c', 'ulimit -n 60; exec "$0" "$@"', process.execPath, ...node, '-e', starved];
    const said = execFileSync('bash', command, { encoding: 'utf8', timeout: 20_000, stdio: 'pipe' });
    expect(said.trim()).toBe('EMFILE');
  });

  it('delivers no pictures and reports ENOENT when the program does not exist', async () => {
    const child = new FfmpegChild('/nowhere/ffmpeg', []);
    expect(await child.pictures('rgb24').next()).toEqual({ done: true, value: undefined });
    expect((await child.ended).messages).toContain('ENOENT');
  });
});
