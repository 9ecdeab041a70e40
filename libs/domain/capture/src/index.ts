export { aspectRatioOf } from './aspect-ratio.ts';
export { parseAuthChallenges } from './auth-challenges.ts';
export { Authenticator, type AuthenticatorOptions } from './authenticator.ts';
export { backOffMs } from './back-off.ts';
export { explainConnection } from './explain-connection.ts';
export {
  type CaptureRequest,
  type CaptureEvent,
  type Credentials,
  type FrameSource,
} from './frame-source.port.ts';
export { HostLimiter, type HostLimiterOptions, type HostWait } from './host-limiter.ts';
export { describeHostRate, parseHostRates, type HostRate } from './host-rates.ts';
export { requestTarget } from './request-target.ts';
export { retryUntilAborted, type Pause, type RetryOptions } from './retry-until-aborted.ts';
export { latestEvents } from './latest-events.ts';
export { certificateFault, type PeerCertificate } from './certificate-fault.ts';
export { type QualityMark, qualityMarks } from './quality-mark.ts';
export { RefreshMonitor } from './refresh-monitor.ts';
export {
  maxKeyframesPerSecond,
  maxPicturePixels,
  silenceLimitMs,
  snapshotIntervalMs,
} from './sampling-limits.ts';
export { SourceByScheme } from './source-by-scheme.ts';
export { StreamClock } from './stream-clock.ts';
export {
  addressFault,
  causeOf,
  type FaultCause,
  type RejectedHost,
  type StreamFault,
} from './stream-fault.ts';
export { type StreamNote } from './stream-note.ts';
export { unexpectedFault } from './unexpected-fault.ts';
export {
  type DecodedPicture,
  type DecodeOptions,
  type DecoderWaiting,
  type VideoBytes,
  type VideoContainer,
  type VideoDecoder,
} from './video-decoder.port.ts';
export { waitAfterRejection } from './wait-after-rejection.ts';
