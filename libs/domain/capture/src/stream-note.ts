import type { StreamProtocol } from '@vialog/contracts';

/** What a source notices about a stream besides its pictures; for probes. */
export type StreamNote =
  /** The protocol that the response of the camera showed. */
  | { readonly kind: 'protocol'; readonly protocol: StreamProtocol }
  /** The camera required credentials, with these schemes, like `Digest SHA-256`. */
  | { readonly kind: 'challenge'; readonly schemes: readonly string[] }
  /** FFmpeg's name, like `h264`. */
  | { readonly kind: 'codec'; readonly codec: string }
  /** An encoded picture arrived, decoded or not. */
  | {
      readonly kind: 'packet';
      readonly isKey: boolean;
      /** Presentation time, ms from any origin; undefined where the stream has none. */
      readonly streamMs: number | undefined;
    };
