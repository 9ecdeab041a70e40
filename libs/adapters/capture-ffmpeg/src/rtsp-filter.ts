import { Transform, type TransformCallback } from 'node:stream';
import type { StreamFault } from '@vialog/capture';
import { channelsOf, mayBeMessage, messageAt } from './rtsp-boundaries.ts';

/** The relay closes the connection; the fault gives the reason. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly fault: StreamFault;

  constructor(fault: StreamFault) {
    super(fault.detail);
    this.fault = fault;
  }
}

/** Rules of one direction. */
export interface FilterRules {
  /**
   * Receives the lines of each request or response, without line ends, and returns the lines to forward; undefined drops
   * it with its body.
   * @throws {Rejection} when the camera cannot deliver the stream
   */
  head(lines: readonly string[]): readonly string[] | undefined;
  /** Whether interleaved `$` frames (RFC 2326 10.12) are forwarded yet; others are dropped. */
  passesFrames(): boolean;
  /** Bytes that belong to no message were skipped. Called once for each such place. */
  resynchronised?(): void;
  /** Called when an interleaved frame of this channel is forwarded. */
  framePassed?(channel: number): void;
}

const dollar = 0x24;
const maxHeadBytes = 16_384;
/** With more bytes that belong to no message the connection is closed. */
const maxStrayBytes = 65_536;
/** ffmpeg takes descriptions up to 16 kB. */
const maxBodyBytes = 262_144;

/**
 * One direction of an RTSP connection, cut into its heads, bodies and interleaved frames wherever the chunks end.
 * Heads are serialised again from the parsed lines, so that the receiver cannot parse them differently; bodies and
 * frames pass unchanged by their length. Bytes between frames that belong to no message are skipped, because cameras send
 * some; before playback they end the connection. Buffers one head at most.
 */
export class RtspFilter extends Transform {
  #held: Buffer = Buffer.alloc(0);
  #left = 0;
  #passing = true;
  /** Heads that wait for the end of a body or frame. */
  #inserted: Buffer[] = [];

  /** Bytes skipped since the last message. */
  #stray = 0;
  readonly #channels = new Set<number>();

  readonly #rules: FilterRules;

  constructor(rules: FilterRules) {
    super();
    this.#rules = rules;
  }

  /** Sends a head between the messages that pass. */
  insert(lines: readonly string[]): void {
    this.#inserted.push(serialised(lines));
    this.#pushInserted();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      let rest = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
      for (let taken = -1; taken !== 0 && rest.length > 0; rest = rest.subarray(taken))
        taken = this.#step(rest);
      this.#held = rest;
      this.#pushInserted();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  /** Processes the complete message at the start of the buffer and returns its length; 0 when more bytes are needed. */
  #step(bytes: Buffer): number {
    if (this.#left > 0) return this.#content(bytes);
    // Empty lines between messages; ffmpeg would take one for a response without a status.
    if (bytes[0] === 0x0d || bytes[0] === 0x0a) return 1;
    if (!this.#rules.passesFrames()) return bytes[0] === dollar ? this.#frame(bytes) : this.#head(bytes);
    const found = messageAt(bytes, 0, this.#channels);
    if (found === 'incomplete') return 0;
    if (found === undefined) return this.#skip(bytes);
    this.#stray = 0;
    return found === 'frame' ? this.#frame(bytes) : this.#head(bytes);
  }

  #content(bytes: Buffer): number {
    const part = bytes.subarray(0, this.#left);
    if (this.#passing) this.push(part);
    this.#left -= part.length;
    return part.length;
  }

  #frame(bytes: Buffer): number {
    if (bytes.length < 4) return 0;
    this.#left = 4 + bytes.readUInt16BE(2);
    this.#passing = this.#rules.passesFrames();
    if (this.#passing) this.#rules.framePassed?.(bytes[1] as number);
    return this.#content(bytes);
  }

  /** Skips to the next byte at which a message may begin. */
  #skip(bytes: Buffer): number {
    if (this.#stray === 0) this.#rules.resynchronised?.();
    let length = 1;
    while (length < bytes.length && !mayBeMessage(bytes, length, this.#channels)) length += 1;
    this.#stray += length;
    if (this.#stray > maxStrayBytes) throw notRtsp();
    return length;
  }

  #head(bytes: Buffer): number {
    const text = bytes.subarray(0, maxHeadBytes).toString('latin1');
    if (!mayBegin(text)) throw notRtsp();
    const end = /\r?\n\r?\n/.exec(text);
    if (end === null) {
      if (bytes.length >= maxHeadBytes) throw notRtsp();
      return 0;
    }
    const [first = '', ...headers] = text.slice(0, end.index).split('\n').map(printable);
    const { lines, length } = bodyOf(headers);
    this.#left = length;
    for (const line of lines) for (const channel of channelsOf(line)) this.#channels.add(channel);
    const passed = this.#rules.head([first, ...lines]);
    this.#passing = passed !== undefined;
    if (passed !== undefined) this.push(serialised(passed));
    return end.index + end[0].length;
  }

  #pushInserted(): void {
    if (this.#left > 0) return;
    for (const head of this.#inserted.splice(0)) this.push(head);
  }
}

const serialised = (lines: readonly string[]): Buffer =>
  Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');

/** Every method and `RTSP/` begin with capital letters; fails before the first line is complete. */
const mayBegin = (text: string): boolean => /^[A-Z][A-Z_/]*([ \d]|$)/.test(text);
// A carriage return or NUL within a line is parsed differently by each reader (request smuggling)
const printable = (line: string): string => line.replace(/[\x00-\x1f\x7f]/g, '');

/**
 * One length, in plain digits, or none: two readers that disagree on it would see different messages. The same length may
 * be repeated.
 */
function bodyOf(headers: readonly string[]): { lines: string[]; length: number } {
  const isLength = (line: string): boolean => /^content-length/i.test(line);
  const lengths = new Set(headers.filter(isLength).map(lengthOf));
  if (lengths.size === 0) return { lines: [...headers], length: 0 };
  const [length = NaN, ...more] = lengths;
  if (more.length > 0 || !(length <= maxBodyBytes)) throw notRtsp();
  const others = headers.filter((line) => !isLength(line));
  return { lines: [...others, `Content-Length: ${length}`], length };
}

const lengthOf = (line: string): number => Number(/^content-length: *(\d{1,9}) *$/i.exec(line)?.[1] ?? NaN);

export const notRtsp = (): Rejection =>
  new Rejection({
    reason: 'decode_error',
    cause: 'not_a_stream',
    detail: 'the data at this address is not a video stream over RTSP; check the port and the path',
  });
