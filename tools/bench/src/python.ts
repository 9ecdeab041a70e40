import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cache } from './machine.ts';
import { outputOf } from './process-cost.ts';

/** Packages of the Python script, with the version of onnxruntime that Vialog uses. */
const packages = ['numpy==2.4.6', 'onnxruntime==1.30.0', 'opencv-python-headless==5.0.0.93'];
/** ClickHouse as a Python package, which runs in the process. */
const clickhouse = ['chdb==4.4.0'];

export const pythonVersions = packages.map((name) => name.replace('==', ' ')).join(', ');

/** The environment of the Python script that counts vehicles with OpenCV. */
export const pythonWithOpenCv = (progress: Progress): Promise<string> =>
  pythonWith({ folder: `${cache}python`, packages }, progress);

export const pythonWithClickhouse = (progress: Progress): Promise<string> =>
  pythonWith({ folder: `${cache}python-clickhouse`, packages: clickhouse }, progress);

type Progress = (line: string) => void;

interface Environment {
  readonly folder: string;
  readonly packages: readonly string[];
}

/**
 * A separate Python environment with packages, installed once.
 *
 * @throws {Error} that names what is missing and how to install it.
 */
async function pythonWith({ folder, packages: wanted }: Environment, progress: Progress): Promise<string> {
  const python = `${folder}/bin/python`;
  const stamp = `${folder}/installed.txt`;
  if (existsSync(stamp)) return python;
  mkdirSync(cache, { recursive: true });
  progress(`installing ${wanted.join(', ')} into a separate Python environment`);
  await orExplain(
    'expected python3 with its venv module; install it (Debian: apt-get install python3 python3-venv)',
    () => outputOf('python3', ['-m', 'venv', '--clear', folder]),
  );
  await orExplain(
    `expected pip to install ${wanted.join(' ')}; check that its package index can be reached`,
    () => outputOf(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted]),
  );
  writeFileSync(stamp, wanted.join('\n'));
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
