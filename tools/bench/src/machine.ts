import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Surroundings } from './report.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Files that are created once and kept between runs; never committed. */
export const cache = `${root}.cache/bench/`;
export const model = `${root}models/nanodet-g-416/model.onnx`;

/** Reads the machine before measuring starts; afterwards the load would be our own. */
export function surroundings(): Surroundings {
  const versions = [
    `${availableParallelism()} cores`,
    `Node ${process.versions.node}`,
    `onnxruntime ${packageVersion('onnxruntime-node')}`,
    `ffmpeg ${ffmpegVersion()}`,
    `load at the start ${loadavg()[0]?.toFixed(1)}`,
  ];
  return { date: new Date().toISOString().slice(0, 10), machine: versions.join(', ') };
}

function packageVersion(name: string): string {
  const text = readFileSync(`${root}node_modules/${name}/package.json`, 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function ffmpegVersion(): string {
  const text = execFileSync('ffmpeg', ['-version'], { encoding: 'utf8' });
  return /^ffmpeg version (\d[\d.]*)/.exec(text)?.[1] ?? 'of unknown version';
}
