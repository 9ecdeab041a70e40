import { parse, setOptions, type types } from 'hls-parser';
import type { StreamFault } from '@vialog/capture';

// The parser accepts what players accept, and prints no warnings.
setOptions({ strictMode: false, silent: true });

/** A file, or a part of one. */
export interface HlsResource {
  readonly url: URL;
  readonly range?: { readonly offset: number; readonly length: number };
}

export interface HlsKey {
  /** As in the playlist: AES-128, SAMPLE-AES, … */
  readonly method: string;
  readonly url: URL | undefined;
  readonly iv: Uint8Array | undefined;
}

export interface HlsSegment extends HlsResource {
  readonly sequence: number;
  readonly durationMs: number;
  /** Time stamps, codec or container may change before this segment. */
  readonly isDiscontinuous: boolean;
  readonly init: HlsResource | undefined;
  readonly key: HlsKey | undefined;
}

export interface HlsVariant {
  readonly url: URL;
  /** bit/s */
  readonly bandwidth: number | undefined;
  /** px */
  readonly width: number | undefined;
}

export interface MediaPlaylist {
  readonly kind: 'media';
  readonly targetMs: number;
  readonly isEnded: boolean;
  readonly segments: readonly HlsSegment[];
}

export type HlsPlaylist =
  MediaPlaylist | { readonly kind: 'master'; readonly variants: readonly HlsVariant[] };

/** The time of the parser grows with the square of their number. */
const maxVariants = 200;
/** Target durations outside of these limits are wrong or of no use for counting, ms. */
const [minTargetMs, maxTargetMs] = [500, 30_000];

/**
 * Tags that are read. The others are left out before parsing: the parser compares renditions with variants and date ranges with
 * each other, so that a playlist of 1 MB could take minutes.
 */
const usedTags: ReadonlySet<string> = new Set(
  `#EXTM3U #EXTINF #EXT-X-VERSION #EXT-X-TARGETDURATION #EXT-X-MEDIA-SEQUENCE #EXT-X-DISCONTINUITY-SEQUENCE #EXT-X-ENDLIST
  #EXT-X-MAP #EXT-X-KEY #EXT-X-BYTERANGE #EXT-X-DISCONTINUITY #EXT-X-GAP #EXT-X-STREAM-INF`.split(/\s+/),
);

const usedLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') || usedTags.has(/^[^:\s]*/.exec(line)?.[0] ?? ''))
    .join('\n');

/**
 * Parses a playlist (RFC 8216). Addresses are resolved against the address of the playlist; entries whose address is not http(s)
 * are a fault. Gaps and parts of low-latency playlists are left out.
 * @param from address from which the playlist came, after redirects
 */
export function parsePlaylist(text: string, from: URL): HlsPlaylist | StreamFault {
  if ((text.match(/^#EXT-X-STREAM-INF/gm)?.length ?? 0) > maxVariants) return tooManyVariants;
  try {
    const parsed = parse(usedLines(text.replace(/^\ufeff?\s*/, '')));
    return parsed.isMasterPlaylist ? masterOf(parsed, from) : mediaOf(parsed, from);
  } catch (error) {
    return error instanceof ForeignAddress ? foreign(error) : invalidPlaylist;
  }
}

function masterOf({ variants }: types.MasterPlaylist, from: URL): HlsPlaylist | StreamFault {
  const usable = variants.filter(
    (one) => typeof one.uri === 'string' && one.isIFrameOnly !== true && hasVideo(one),
  );
  if (usable.length === 0) return noVideo;
  return {
    kind: 'master',
    variants: usable.map((one) => ({
      url: resolved(one.uri, from),
      bandwidth: positive(one.bandwidth),
      width: positive(one.resolution?.width),
    })),
  };
}

/** Without CODECS a variant is taken as video. */
const hasVideo = ({ codecs, resolution }: types.Variant): boolean =>
  resolution !== undefined ||
  codecs === undefined ||
  !codecs.split(',').every((codec) => /^\s*(mp4a|ac-3|ec-3|ac-4|opus|flac|fLaC|alac|wvtt|stpp)/i.test(codec));

function mediaOf(playlist: types.MediaPlaylist, from: URL): MediaPlaylist {
  const complete = playlist.segments.filter(
    ({ uri, gap }) => typeof uri === 'string' && uri !== '' && gap !== true,
  );
  const targetMs = (positive(playlist.targetDuration) ?? 0) * 1_000;
  return {
    kind: 'media',
    targetMs: Math.min(maxTargetMs, Math.max(minTargetMs, targetMs)),
    isEnded: playlist.endlist,
    segments: complete.map((segment) => segmentOf(segment, from)),
  };
}

function segmentOf(segment: types.Segment, from: URL): HlsSegment {
  const { uri, byterange, duration, mediaSequenceNumber, discontinuity } = segment;
  const map = segment.map as types.MediaInitializationSection | null | undefined;
  return {
    ...resourceOf(uri, byterange, from),
    sequence: Number.isSafeInteger(mediaSequenceNumber) ? mediaSequenceNumber : 0,
    durationMs: (positive(duration) ?? 0) * 1_000,
    isDiscontinuous: discontinuity === true,
    init: map ? resourceOf(map.uri, map.byterange, from) : undefined,
    key: keyOf(segment.key, from),
  };
}

function keyOf(key: types.Key | null | undefined, from: URL): HlsKey | undefined {
  if (!key || key.method === 'NONE') return undefined;
  return {
    method: String(key.method),
    url: typeof key.uri === 'string' ? resolved(key.uri, from) : undefined,
    iv: key.iv === undefined ? undefined : new Uint8Array(key.iv),
  };
}

function resourceOf(uri: string, range: types.Segment['byterange'] | undefined, from: URL): HlsResource {
  const url = resolved(uri, from);
  if (!range) return { url };
  const { offset, length } = range;
  if (!isCount(offset) || !isCount(length)) throw new Error('invalid byte range');
  return { url, range: { offset, length } };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;

/** An address in a playlist that is not http(s). */
class ForeignAddress extends Error {}

function resolved(uri: string, from: URL): URL {
  const url = new URL(uri, from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new ForeignAddress(url.protocol);
  return url;
}

const invalidPlaylist: StreamFault = {
  reason: 'decode_error',
  detail: 'the HLS playlist is damaged or invalid; check the stream with a player',
};
const tooManyVariants: StreamFault = {
  reason: 'decode_error',
  detail: `the HLS master playlist lists more than ${maxVariants} variants; use the URL of one variant`,
};
const noVideo: StreamFault = {
  reason: 'decode_error',
  detail: 'the HLS master playlist lists no variant with video; check the URL',
};
const foreign = ({ message }: ForeignAddress): StreamFault => ({
  reason: 'offline',
  detail: `the HLS playlist refers to a ${message.slice(0, 20)} address; expected http: or https: addresses`,
});
