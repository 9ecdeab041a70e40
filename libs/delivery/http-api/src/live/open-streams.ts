import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isSignedIn, type Access, type Credentials } from '@vialog/access';
import { VialogError } from '@vialog/contracts';
import type { Metrics } from '@vialog/observability';
import { accessToken, metricsToken } from '../tokens.ts';

/** Maximum open streams of one session, or of one client address with the administrator token. */
export const maxStreamsPerSession = 20;
/** Maximum open streams of all clients. */
export const maxStreams = 500;
/** Interval at which the sessions of open streams are checked, ms: other processes can end them. */
const checkIntervalMs = 15_000;

interface OpenStream {
  readonly key: string;
  readonly credentials: Credentials;
  readonly controller: AbortController;
}

/** The live streams that clients have open. A stream ends with its session and before the server closes. */
@Injectable()
export class OpenStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #access: Access;
  readonly #logger = new Logger(OpenStreams.name);
  readonly #open = new Set<OpenStream>();
  readonly #rejected;
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(accessToken) access: Access, @Inject(metricsToken) metrics: Metrics) {
    this.#access = access;
    metrics.gauge('vialog_live_streams', 'Open live streams', () => this.#open.size);
    this.#rejected = metrics.counter('vialog_live_streams_refused_total', 'Live streams rejected by a limit');
  }

  /**
   * Returns a signal that aborts when the session ends or the server shuts down. Call `close` when the client disconnects.
   *
   * @throws {VialogError} TOO_MANY_STREAMS or STREAM_CAPACITY when a limit is reached
   */
  open(credentials: Credentials): { readonly signal: AbortSignal; readonly close: () => void } {
    const key = keyOf(credentials);
    this.#checkLimits(key);
    const stream = { key, credentials, controller: new AbortController() };
    this.#open.add(stream);
    return { signal: stream.controller.signal, close: () => this.#end(stream) };
  }

  get count(): number {
    return this.#open.size;
  }

  /** Ends the streams of a session that was signed out here. */
  endSession(session: string): void {
    for (const stream of this.#open) if (stream.key === keyOf({ session, caller: '' })) this.#end(stream);
  }

  /** Ends the streams whose session expired or ended elsewhere. A store that does not respond ends none. */
  async endExpired(): Promise<void> {
    const byKey = new Map([...this.#open].map(({ key, credentials }) => [key, credentials]));
    for (const [key, credentials] of byKey) {
      if (await isSignedIn(this.#access, credentials)) continue;
      for (const stream of this.#open) if (stream.key === key) this.#end(stream);
    }
  }

  onApplicationBootstrap(): void {
    const check = (): void =>
      void this.endExpired().catch((error: unknown) =>
        this.#logger.warn(`checking the sessions of live streams failed: ${String(error)}`),
      );
    this.#timer = setInterval(check, checkIntervalMs).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
    for (const stream of this.#open) this.#end(stream);
  }

  #end(stream: OpenStream): void {
    this.#open.delete(stream);
    stream.controller.abort();
  }

  #checkLimits(key: string): void {
    const own = [...this.#open].filter((stream) => stream.key === key).length;
    if (own < maxStreamsPerSession && this.#open.size < maxStreams) return;
    this.#rejected.inc();
    if (this.#open.size >= maxStreams) throw new VialogError('STREAM_CAPACITY');
    throw new VialogError(
      'TOO_MANY_STREAMS',
      `This session has ${own} open live streams; the maximum is ${maxStreamsPerSession}. Close one and try again.`,
    );
  }
}

/** Streams of one session share a key; with the administrator token, those of one client address. */
const keyOf = ({ bearer, session, caller }: Credentials): string =>
  bearer === undefined ? `session ${session}` : `token ${caller}`;
