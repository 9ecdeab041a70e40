/** Where messages begin in the bytes of a playing RTSP connection, in which some cameras send bytes that belong to none. */

const dollar = 0x24;
const rtpVersion = 2;
/** RTCP's header; RTP's has 12 bytes. */
const minPayload = 8;
/** Cameras that negotiate no channels use these. */
const usualChannels = 32;
const maxFirstLine = 512;
const firstLine = /^(RTSP\/\d\.\d \d{3}( [^\n]*)?|[A-Z_]{3,20} \S+ RTSP\/\d\.\d)\r?\n/;
const firstLineBegins = /^(RTSP\/\d\.\d \d{3}|[A-Z_]{3,20} \S+ RTSP\/\d\.\d)/;

/**
 * What begins at this byte.
 * @param channels the negotiated channels of interleaved frames, if known
 * @returns undefined when no message begins here; `incomplete` when that cannot be said before more bytes arrive
 */
export function messageAt(
  bytes: Buffer,
  at: number,
  channels: ReadonlySet<number>,
): 'frame' | 'head' | 'incomplete' | undefined {
  return bytes[at] === dollar ? frameAt(bytes, at, channels) : headAt(bytes, at);
}

/** Whether a message may begin at this byte, after bytes that belong to none. */
export const mayBeMessage = (bytes: Buffer, at: number, channels: ReadonlySet<number>): boolean =>
  messageAt(bytes, at, channels) !== undefined;

/** A frame of a negotiated channel, or one that holds RTP, whose first two bits are its version. */
function frameAt(
  bytes: Buffer,
  at: number,
  channels: ReadonlySet<number>,
): 'frame' | 'incomplete' | undefined {
  if (bytes.length < at + 5) return 'incomplete';
  const channel = bytes[at + 1] as number;
  const length = bytes.readUInt16BE(at + 2);
  const holdsRtp = length >= minPayload && (bytes[at + 4] as number) >> 6 === rtpVersion;
  const isUsual = channels.size === 0 ? channel < usualChannels : channels.has(channel);
  if (!holdsRtp) return isUsual && length < minPayload ? 'frame' : undefined;
  return isUsual || channel < usualChannels ? 'frame' : undefined;
}

function headAt(bytes: Buffer, at: number): 'head' | 'incomplete' | undefined {
  const first = bytes[at] as number;
  if (first < 0x41 || first > 0x5a) return undefined; // A to Z
  const text = bytes.subarray(at, at + maxFirstLine).toString('latin1');
  if (firstLine.test(text)) return 'head';
  const isPartial = text.length < maxFirstLine && !text.includes('\n') && /^[\x20-\x7e\r]*$/.test(text);
  return isPartial && mayBecomeHead(text) ? 'incomplete' : undefined;
}

function mayBecomeHead(text: string): boolean {
  if (firstLineBegins.test(text)) return true;
  const response = 'RTSP/1.0 200'.slice(0, text.length).replace(/\d/g, '\\d').replace(/[/.]/g, '\\$&');
  return new RegExp(`^${response}$`).test(text) || /^[A-Z_]{1,20}( \S*( [RTSP/.\d]*)?)?$/.test(text);
}

/** Channels that the Transport header of a response to SETUP names. */
export function channelsOf(line: string): readonly number[] {
  if (!/^transport:/i.test(line)) return [];
  const [, from, to = from] = /interleaved=(\d{1,3})(?:-(\d{1,3}))?/i.exec(line) ?? [];
  return from === undefined ? [] : [Number(from), Number(to)];
}
