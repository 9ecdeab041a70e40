import { causeOf, type StreamFault } from '@vialog/capture';
import type { ProbeOutcome, QualityIssue, Stream, StreamProbe } from '@vialog/contracts';
import { adviseSampling, seconds } from './advise-sampling.ts';
import type { StreamTiming } from './stream-timing.ts';
import { describeFound, sentence } from './describe-probe.ts';
import { judgeQuality } from './judge-quality.ts';
import type { Observation } from './observation.ts';

export interface ProbeContext {
  /** With secret values replaced by ***. */
  readonly stream: Stream;
  readonly durationMs: number;
}

/** The response of a probe, from what was seen. */
export function reportProbe(seen: Observation, { stream, durationMs }: ProbeContext): StreamProbe {
  const { outcome, detail } = verdictOf(seen, durationMs);
  const { protocol } = seen;
  const rejection = seen.fault?.rejectedHost;
  const isRtsp = protocol === 'rtsp' || protocol === 'rtsps';
  return definedOnly({
    outcome,
    detail,
    url: stream.url,
    protocol,
    transport: isRtsp ? (protocol === 'rtsps' ? 'tcp' : stream.transport) : undefined,
    encrypted: isEncrypted(stream.url),
    ...measuredOf(seen),
    authentication: authenticationOf(seen),
    rejection: rejection && {
      host: rejection.host,
      addresses: rejection.addresses.map((one) => ({ ...one })),
    },
    certificateSha256: seen.fault?.certificateSha256,
    quality: qualityOf(seen),
    recommendations: seen.picture === undefined ? [] : adviseSampling(timingOf(seen, stream)),
    warnings: warningsOf(seen, stream.url),
    durationMs,
  });
}

const isEncrypted = (url: string): boolean => /^\s*(rtsps|https):/i.test(url);

type Measured = Pick<
  StreamProbe,
  'codec' | 'width' | 'height' | 'framesPerSecond' | 'keyframeIntervalMs' | 'refreshMs'
>;

function measuredOf(seen: Observation): { [K in keyof Measured]: Measured[K] | undefined } {
  const { measured, picture } = seen;
  const isSnapshot = seen.protocol === 'snapshot';
  return {
    codec: measured.codec ?? (seen.protocol === 'mjpeg' ? 'mjpeg' : undefined),
    width: picture?.width,
    height: picture?.height,
    framesPerSecond: isSnapshot ? undefined : measured.framesPerSecond,
    keyframeIntervalMs: isSnapshot || seen.protocol === 'mjpeg' ? undefined : measured.keyframeIntervalMs,
    refreshMs: isSnapshot ? seen.refreshMs : undefined,
  };
}

function verdictOf(seen: Observation, durationMs: number): { outcome: ProbeOutcome; detail: string } {
  const { fault, measured, picture } = seen;
  if (picture !== undefined) {
    const found = definedOnly({ ...measuredOf(seen), protocol: seen.protocol });
    return { outcome: 'playing', detail: describeFound(found) };
  }
  if (fault !== undefined) return { outcome: causeOf(fault), detail: sentence(fault.detail) };
  const within = `within ${seconds(durationMs)}`;
  if (measured.packets === 0) {
    return { outcome: 'no_picture', detail: `No picture came ${within}. Check that the stream is on.` };
  }
  if (measured.keyframes === 0) {
    const detail = `Video arrives, but no key frame came ${within}. Set the key frame interval (I-frame interval, GOP) of the camera to 1 to 4 s.`;
    return { outcome: 'no_picture', detail };
  }
  const detail = `Video arrives, but no picture was decoded ${within}. If this machine is not overloaded, choose another codec in the camera, like H.264.`;
  return { outcome: 'undecodable', detail };
}

function authenticationOf({ measured, picture }: Observation): StreamProbe['authentication'] {
  const { schemes } = measured;
  if (schemes !== undefined) return { required: true, schemes: [...schemes] };
  return picture === undefined ? { schemes: [] } : { required: false, schemes: [] };
}

function qualityOf(seen: Observation): QualityIssue[] {
  const isLive = seen.protocol !== 'snapshot' && seen.protocol !== 'file';
  const issues = judgeQuality({ signs: seen.signs, observedMs: seen.observedMs, isLive });
  const damage = seen.picture === undefined ? undefined : damageOf(seen.fault);
  return damage === undefined ? issues : [...issues, damage];
}

function damageOf(fault: StreamFault | undefined): QualityIssue | undefined {
  if (fault === undefined || causeOf(fault) !== 'undecodable') return undefined;
  return { kind: 'damaged', detail: sentence(fault.detail) };
}

function timingOf(seen: Observation, { refreshMs: statedMs }: Stream): StreamTiming {
  const { measured, refreshMs: measuredMs } = seen;
  const { framesPerSecond } = measured;
  if (seen.protocol === 'mjpeg') return { kind: 'motion_jpeg', framesPerSecond };
  if (seen.protocol === 'snapshot') {
    const known = [measuredMs, statedMs].filter((ms) => ms !== undefined);
    const refreshMs = known.length === 0 ? undefined : Math.max(...known);
    return { kind: 'snapshot', refreshMs, unchangedMs: seen.observedMs };
  }
  const { keyframeIntervalMs, withoutKeyframeMs } = measured;
  return { kind: 'video', keyframeIntervalMs, withoutKeyframeMs, framesPerSecond };
}

function warningsOf({ fault, measured, picture, remarks }: Observation, url: string): string[] {
  const warnings: string[] = remarks.map(sentence);
  const { wrongSpeed } = measured;
  if (wrongSpeed !== undefined)
    warnings.push(
      `The time stamps of the stream run at ${wrongSpeed} times real time; rates were measured by arrival. Check the clock of the camera.`,
    );
  if (picture !== undefined && fault !== undefined && causeOf(fault) !== 'undecodable')
    warnings.push(sentence(`the stream then failed: ${fault.detail}`));
  const hasDigest = measured.schemes?.some((one) => one.startsWith('Digest')) === true;
  if (measured.schemes?.includes('Basic') && !hasDigest && !isEncrypted(url))
    warnings.push(
      'The camera accepts the password only in plain text (Basic). Set it to Digest, or use TLS.',
    );
  return warnings;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The record without the fields that are undefined. */
function definedOnly<T extends object>(record: T): Defined<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Defined<T>;
}
