import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cache } from './machine.ts';
import { outputOf } from './process-cost.ts';

/** Packages of the Python script, with the version of onnxruntime that Vialog uses. */
const packages = ['numpy==2.4.6', 'onnxruntime==1.30.0', 'opencv-python-headless==5.0.0.93'];
const folder = `${cache}python`;
const stamp = `${folder}/installed.txt`;

export const pythonVersions = packages.map((name) => name.replace('==', ' ')).join(', ');

/**
 * A separate Python environment with the packages of the script, installed once.
 *
 * @throws {Error} that names what is missing and how to install it.
 */
export async function pythonWithOpenCv(progress: (line: string) => void): Promise<string> {
  const python = `${folder}/bin/python`;
  if (existsSync(stamp)) return python;
  mkdirSync(cache, { recursive: true });
  progress(`installing ${pythonVersions} into a separate Python environment`);
  await orExplain(
    'expected python3 with its venv module; install it (Debian: apt-get install python3 python3-venv)',
    () => outputOf('python3', ['-m', 'venv', '--clear', folder]),
  );
  await orExplain(
    `expected pip to install ${packages.join(' ')}; check that its package index can be reached`,
    () => outputOf(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]),
  );
  writeFileSync(stamp, packages.join('\n'));
  return python;
}

async function orExplain(expected: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new Error(`${expected}. Output: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
