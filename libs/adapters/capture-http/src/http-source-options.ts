import type { HostRate, VideoDecoder } from '@vialog/capture';
import type { Clock } from '@vialog/contracts';
import type { StreamAddressRules } from '@vialog/network-guard';

export interface HttpSourceOptions extends StreamAddressRules {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random: () => number;
  /** Decodes HLS and other videos. */
  readonly decoder: VideoDecoder;
  /** For one picture from the first packet to the last byte, ms. Default 10 s. */
  readonly timeoutMs?: number;
  /** Time without a picture after which a stream is closed, ms. Default: by the plan, at least 20 s. */
  readonly silenceMs?: number;
  /** From one request to the next of the same host, over all its cameras, ms. Default 200. */
  readonly hostGapMs?: number;
  /** Requests that hosts allow, over all cameras, instead of `hostGapMs`. */
  readonly hostRates?: readonly HostRate[] | undefined;
  /** Part of the rate of a host that this process may use, 0..1. Default 1. */
  readonly hostShareOf?: ((hostname: string) => number) | undefined;
}

export const defaultTimeoutMs = 10_000;
