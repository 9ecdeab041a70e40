import {
  unexpectedFault,
  type CaptureRequest,
  type Credentials,
  type FrameSource,
  type Pause,
} from '@vialog/capture';
import { maskUrl, type Clock, type Picture, type Stream, type StreamProbe } from '@vialog/contracts';
import { Observation } from './observation.ts';
import { reportProbe } from './report-probe.ts';

/** Time for which a stream is observed, ms: with the time to connect and to close it less than `maxProbeMs`. */
const defaultObserveMs = 12_500;
/** Time that the source gets to close its connection, ms. */
const closeMs = 1_500;
/** No source delivers a wider picture, px. */
const anyWidth = 16_383;

export interface ProbePorts {
  readonly source: FrameSource;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Time for which the stream is observed at most, ms. Default 12.5 s. */
  readonly observeMs?: number;
}

/** A stream with its secrets in plain text. */
export interface ProbedStream {
  readonly stream: Stream;
  readonly credentials?: Credentials | undefined;
}

export interface ProbeResult {
  readonly report: StreamProbe;
  /** The newest picture, in its full size. In memory only. */
  readonly picture?: Picture;
}

/**
 * Opens a stream as sampling does, observes it until its timing is known, at most 12.5 s, and reports what was found. Makes one
 * attempt: repeated ones could lock the account at the camera. Never rejects.
 */
export async function probeStream(
  ports: ProbePorts,
  { stream, credentials }: ProbedStream,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const { clock } = ports;
  const startedAt = clock.monotonic();
  const seen = new Observation(stream.url);
  await observe(ports, seen, { stream, credentials }, signal);
  const durationMs = Math.round(clock.monotonic() - startedAt);
  const report = reportProbe(seen, { stream: { ...stream, url: maskUrl(stream.url) }, durationMs });
  return seen.picture === undefined ? { report } : { report, picture: seen.picture };
}

async function observe(
  { source, clock, pause, observeMs = defaultObserveMs }: ProbePorts,
  seen: Observation,
  { stream, credentials }: ProbedStream,
  signal: AbortSignal,
): Promise<void> {
  const ending = new AbortController();
  const stop = AbortSignal.any([signal, ending.signal]);
  const endWhenComplete = (): void => {
    if (seen.isComplete) ending.abort();
  };
  const request: CaptureRequest = {
    stream,
    plan: { mode: 'keyframes' },
    width: anyWidth,
    pixelFormat: 'rgb24',
    ...(credentials && { credentials }),
    onNote: (note) => {
      seen.note(note, clock.monotonic());
      endWhenComplete();
    },
  };
  const reading = read(source.frames(request, stop), (event) => {
    if (stop.aborted) return;
    seen.event(event, clock.monotonic());
    endWhenComplete();
  }).catch((error: unknown) => {
    seen.fault ??= stop.aborted ? undefined : unexpectedFault(error);
  });
  // A source that waits for a name server does not notice the signal, so its end is not awaited without limit.
  await Promise.race([reading, pause(observeMs, stop)]);
  ending.abort();
  const closing = new AbortController();
  await Promise.race([reading, pause(closeMs, closing.signal)]);
  closing.abort();
}

async function read<T>(events: AsyncIterable<T>, onEvent: (event: T) => void): Promise<void> {
  for await (const event of events) onEvent(event);
}
