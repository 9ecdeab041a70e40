import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { clipExtentArguments } from './ffmpeg-arguments.ts';

const run = promisify(execFile);
/** Differences that are no defect: of the last frame, and of containers that round. */
const toleratedMs = 500;
const toleratedShare = 0.02;
const maxOutputBytes = 1_048_576;
/** A clip of a day is read in less; it only ends what hangs, ms. */
const timeoutMs = 600_000;

/**
 * Compares what a clip announces with what can be read of it, without decoding it.
 * @returns one sentence when the clip breaks off; undefined when it is whole, or when its container announces no duration
 */
export async function clipDefect(
  program: string,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = { env: {}, cwd: '/', signal, timeout: timeoutMs, maxBuffer: maxOutputBytes };
  try {
    const { stdout, stderr } = await run(program, [...clipExtentArguments(path)], options);
    const readMs = readMsOf(stdout);
    const breaksOff =
      /corrupt input packet|ended prematurely|partial file/.test(stderr) || (await isCutRiff(path));
    return describeDefect(announcedMsOf(stderr), readMs) ?? (breaksOff ? describeEnd(readMs) : undefined);
  } catch {
    return undefined; // aborted, or not readable at all, which decoding reports
  }
}

/** @param readMs undefined when nothing could be read */
export function describeDefect(
  announcedMs: number | undefined,
  readMs: number | undefined,
): string | undefined {
  if (announcedMs === undefined || readMs === undefined) return undefined;
  const missingMs = announcedMs - readMs;
  if (missingMs <= Math.max(toleratedMs, announcedMs * toleratedShare)) return undefined;
  return (
    `the clip breaks off: it announces ${seconds(announcedMs)} s, and only ${seconds(readMs)} s of it can be read; ` +
    'copy or record it again'
  );
}

/** AVI announces its duration in an index at its end, which is missing when it breaks off, but its size in bytes at its beginning. */
async function isCutRiff(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return (
      buffer.toString('latin1', 0, 4) === 'RIFF' && buffer.readUInt32LE(4) + 8 > (await file.stat()).size
    );
  } finally {
    await file.close();
  }
}

function describeEnd(readMs: number | undefined): string | undefined {
  if (readMs === undefined) return undefined;
  return `the clip breaks off after ${seconds(readMs)} s; copy or record it again`;
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

/** From FFmpeg's description of the input: `Duration: 00:01:12.50, start: …`; `N/A` where the container has none. */
export function announcedMsOf(messages: string): number | undefined {
  const [, hours, minutes, seconds] = /^\s*Duration: (\d+):(\d\d):(\d\d\.\d+),/m.exec(messages) ?? [];
  if (seconds === undefined) return undefined;
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
}

/** From the last report of `-progress`: `out_time_us=7200000`. */
export function readMsOf(progress: string): number | undefined {
  const times = [...progress.matchAll(/^out_time_us=(\d+)$/gm)];
  const last = times.at(-1)?.[1];
  return last === undefined ? undefined : Number(last) / 1_000;
}
