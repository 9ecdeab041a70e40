import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, StreamProbe } from '@vialog/contracts';
import { probeStream, type ProbedStream } from '@vialog/stream-probe';
import { frameSources } from './frame-sources.ts';
import type { StreamSettings } from './stream-variables.ts';

export interface OpenProbeOptions {
  readonly settings: StreamSettings;
  /** Folders that are searched for ffmpeg, in the form of PATH. */
  readonly searchPath: string;
}

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** Probes streams from this process, for the command line. */
export function openProbe({ settings, searchPath }: OpenProbeOptions) {
  const source = frameSources({ settings, searchPath, clock });
  return async (probed: ProbedStream, signal: AbortSignal): Promise<StreamProbe> =>
    (await probeStream({ source, clock, pause }, probed, signal)).report;
}
