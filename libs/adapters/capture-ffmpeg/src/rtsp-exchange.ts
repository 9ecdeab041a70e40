import type { Authenticator } from '@vialog/capture';
import { responseFrom, requestFor } from './rtsp-rules.ts';
import { Rejection } from './rtsp-filter.ts';
import { type RequestedTransport, statusFault, transportFault } from './rtsp-status.ts';

/** A request that the camera has not responded to yet. */
interface SentRequest {
  /** As ffmpeg sent it, with the camera's URL and without `Authorization`. */
  readonly lines: readonly string[];
  /** The value of ffmpeg's CSeq. */
  readonly sequence: string;
  readonly isAuthorized: boolean;
  /** Like `SETUP`. */
  readonly method: string;
}

export interface RtspExchangeOptions {
  readonly authenticator: Authenticator;
  /** The camera's checked address. */
  readonly address: string;
  /** Of the camera, like `rtsp://cam.example:8554`. */
  readonly origin: string;
  readonly requested: RequestedTransport;
  /** Sends a request to the camera in addition to forwarded ones. */
  readonly send: (lines: readonly string[]) => void;
}

/** Bounds memory when the camera does not respond. ffmpeg waits for most responses. */
const maxPending = 32;
/** Without these there is no stream. Others keep a session alive or end it. */
const essentialMethods: ReadonlySet<string> = new Set(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY']);

/**
 * Requests and responses of one RTSP connection. Adds `Authorization` to each request and repeats a request that the camera
 * responds with 401, so that ffmpeg sees neither the credentials nor the challenge. Repeated requests need separate
 * CSeq numbers; the responses to ffmpeg have the numbers of its requests.
 */
export class RtspExchange {
  readonly #options: RtspExchangeOptions;
  readonly #pending = new Map<string, SentRequest>();
  #lastSequence = 0;
  #isPlaying = false;

  constructor(options: RtspExchangeOptions) {
    this.#options = options;
    options.authenticator.startSession();
  }

  /** @param ours origin of the relay, in the URLs of ffmpeg */
  request(lines: readonly string[], ours: string): readonly string[] {
    const forCamera = requestFor(lines, ours, this.#options.origin);
    return this.#prepared(forCamera, headerOf(lines, 'cseq') ?? '');
  }

  /**
   * @returns the response for ffmpeg; undefined when the request is repeated instead
   * @throws {Rejection} when the camera rejects the credentials, requires some, redirects, or cannot deliver the stream
   */
  response(lines: readonly string[]): readonly string[] | undefined {
    const sent = this.#takeRequest(lines);
    const status = statusOf(lines);
    if (status === '401') return this.#repeat(lines, sent);
    if (sent?.isAuthorized === true && status === '403') throw new Rejection(forbidden);
    if (sent?.isAuthorized === true) this.#options.authenticator.accepted();
    const response = isUnsupportedOptions(sent, status) ? ['RTSP/1.0 200 OK', ...lines.slice(1)] : lines;
    this.#check(response, sent);
    const passed = responseFrom(response, this.#options.address).filter(
      (line) => !/^www-authenticate:/i.test(line),
    );
    return sent === undefined ? passed : withSequence(passed, sent.sequence);
  }

  /** @throws {Rejection} when the response to a request that the stream depends on means that it cannot be delivered */
  #check(lines: readonly string[], sent: SentRequest | undefined): void {
    if (sent === undefined || this.#isPlaying || !essentialMethods.has(sent.method)) return;
    const status = Number(statusOf(lines));
    this.#isPlaying = sent.method === 'PLAY' && status < 300;
    const { requested } = this.#options;
    if (status >= 400) throw new Rejection(statusFault({ ...requested, method: sent.method, status }));
    const transport = sent.method === 'SETUP' ? headerOf(lines, 'transport') : undefined;
    const fault = transport === undefined ? undefined : transportFault(transport, requested);
    if (fault !== undefined) throw new Rejection(fault);
  }

  #takeRequest(lines: readonly string[]): SentRequest | undefined {
    const sequence = headerOf(lines, 'cseq') ?? '';
    const sent = this.#pending.get(sequence);
    this.#pending.delete(sequence);
    return sent;
  }

  #repeat(lines: readonly string[], sent: SentRequest | undefined): undefined {
    const challenges = lines.filter((line) => /^www-authenticate:/i.test(line));
    const fault = this.#options.authenticator.challenged(challenges.map(valueOf));
    if (fault !== undefined) throw new Rejection(fault);
    if (sent === undefined) throw new Rejection(unknownSequence);
    this.#options.send(this.#prepared(sent.lines, sent.sequence));
  }

  /** The request with its number on this connection and, once the camera requires it, with authorization. */
  #prepared(lines: readonly string[], sequence: string): readonly string[] {
    const [method = '', uri = ''] = (lines[0] ?? '').split(' ');
    const authorization = this.#options.authenticator.authorize({ method, uri });
    this.#lastSequence = Math.max(this.#lastSequence + 1, Number(sequence) || 0);
    const ours = String(this.#lastSequence);
    if (this.#pending.size < maxPending) {
      this.#pending.set(ours, { lines, sequence, isAuthorized: authorization !== undefined, method });
    }
    const numbered = withSequence(lines, ours);
    return authorization === undefined ? numbered : [...numbered, `Authorization: ${authorization}`];
  }
}

/** Some cameras do not know OPTIONS, without which ffmpeg does not continue. */
const isUnsupportedOptions = (sent: SentRequest | undefined, status: string | undefined): boolean =>
  sent?.method === 'OPTIONS' && ['400', '405', '501', '551'].includes(status ?? '');

const statusOf = (lines: readonly string[]): string | undefined =>
  /^RTSP\/\d\.\d (\d{3})/.exec(lines[0] ?? '')?.[1];

const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).trim();

function headerOf(lines: readonly string[], name: string): string | undefined {
  const line = lines.slice(1).find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line === undefined ? undefined : valueOf(line);
}

const withSequence = (lines: readonly string[], sequence: string): readonly string[] =>
  lines.map((line) => (/^cseq:/i.test(line) ? `CSeq: ${sequence}` : line));

const forbidden = {
  reason: 'offline',
  detail:
    'the camera rejects this user (403): the account may lack the right to see the stream, or be locked; check it in the camera',
  isRejection: true,
} as const;

const unknownSequence = {
  reason: 'offline',
  detail: 'the camera requires authentication without saying for which request; update its firmware',
} as const;
