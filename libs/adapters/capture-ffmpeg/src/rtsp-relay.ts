import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Authenticator, StreamFault } from '@vialog/capture';
import { type CameraTarget, dialCamera } from './dial-camera.ts';
import { RtspExchange } from './rtsp-exchange.ts';
import { Rejection, RtspFilter } from './rtsp-filter.ts';

/** Timeout of the last request (TEARDOWN), ms. */
const teardownGraceMs = 500;

export interface RtspRelayOptions {
  /** Connection timeout, ms. */
  readonly networkTimeoutMs: number;
  /** Responds to the challenges of this camera, over all its connections. */
  readonly authenticator: Authenticator;
  readonly transport: 'tcp' | 'udp';
  /** Called for each place at which bytes that belong to no message were skipped. */
  readonly onResynchronised?: () => void;
}

/**
 * Relays one connection between ffmpeg and a camera. ffmpeg knows only a loopback address, and its data goes only to the
 * checked address of the camera. Accepts one connection. The connection to a camera that redirects is closed, because
 * ffmpeg would follow any redirect. Credentials are added here: ffmpeg sees neither them nor a challenge. Back-pressure
 * is passed on in both directions.
 */
export class RtspRelay {
  #ffmpeg: Socket | undefined;
  #fault: StreamFault | undefined;
  #playing = false;
  /** Like rtsp://127.0.0.1:34567 */
  #origin = '';

  readonly #target: CameraTarget;
  readonly #camera: Socket;
  readonly #listener: Server;
  readonly #options: RtspRelayOptions;
  /** Of the last interleaved frame, monotonic ms. */
  #framePassedAt: number | undefined;

  private constructor(target: CameraTarget, options: RtspRelayOptions, camera: Socket, listener: Server) {
    this.#target = target;
    this.#options = options;
    this.#camera = camera;
    this.#listener = listener;

    camera.on('error', () => this.#cut());
    listener.once('connection', (socket) => this.#join(socket));
  }

  /** Connects to the camera and listens for ffmpeg; close it when ffmpeg has ended. */
  static async open(
    target: CameraTarget,
    options: RtspRelayOptions,
    signal: AbortSignal,
  ): Promise<RtspRelay | StreamFault> {
    const camera = await dialCamera(target, options.networkTimeoutMs, signal);
    if ('reason' in camera) return camera;
    const listener = createServer();
    listener.maxConnections = 1;
    const relay = new RtspRelay(target, options, camera, listener);
    try {
      await once(listener.listen(0, '127.0.0.1'), 'listening');
      relay.#origin = `rtsp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
      return relay;
    } catch (error) {
      camera.destroy();
      throw error;
    }
  }

  /** The URL for ffmpeg. Always `rtsp:`, because the relay terminates the camera's TLS. */
  get url(): string {
    return this.#origin + this.#target.path;
  }

  /** Why the connection to the camera was closed, if the relay closed it. */
  get fault(): StreamFault | undefined {
    return this.#fault;
  }

  /** Whether video arrives, decoded or not. Over UDP, which passes by the relay, ffmpeg itself ends when nothing arrives. */
  get deliversVideo(): boolean {
    const { transport, networkTimeoutMs } = this.#options;
    if (transport === 'udp' && !this.#target.secure) return this.#playing;
    return this.#framePassedAt !== undefined && performance.now() - this.#framePassedAt < networkTimeoutMs;
  }

  /** Ends both connections and waits until they are closed. */
  async close(): Promise<void> {
    this.#listener.close();
    const force = setTimeout(() => this.#cut(), teardownGraceMs);
    if (this.#ffmpeg !== undefined) await closed(this.#ffmpeg);
    this.#camera.destroySoon();
    await closed(this.#camera);
    clearTimeout(force);
  }

  #join(ffmpeg: Socket): void {
    this.#listener.close();
    this.#ffmpeg = ffmpeg;
    ffmpeg.setNoDelay(true);
    const { address, origin, secure } = this.#target;
    const { authenticator, transport, onResynchronised } = this.#options;
    const exchange = new RtspExchange({
      authenticator,
      address,
      origin,
      requested: { transport, secure },
      send: (lines) => requests.insert(lines),
    });
    const requests = new RtspFilter({
      head: (lines) => this.#request(exchange, lines),
      passesFrames: () => true,
    });
    const responses = new RtspFilter({
      head: (lines) => exchange.response(lines),
      // Before that ffmpeg may still follow a redirect, and after some requests of a server it reads frames as text.
      passesFrames: () => this.#playing,
      resynchronised: () => onResynchronised?.(),
      // RTP has even channels, RTCP odd ones.
      framePassed: (channel) => {
        if (channel % 2 === 0) this.#framePassedAt = performance.now();
      },
    });
    for (const filter of [requests, responses]) filter.on('error', (error) => this.#cut(error));
    ffmpeg.on('error', () => undefined).once('close', () => this.#camera.end());
    this.#camera.once('close', () => ffmpeg.end());
    ffmpeg.pipe(requests).pipe(this.#camera);
    this.#camera.pipe(responses).pipe(ffmpeg);
    if (this.#camera.destroyed) this.#cut();
  }

  #request(exchange: RtspExchange, lines: readonly string[]): readonly string[] {
    this.#playing ||= lines[0]?.startsWith('PLAY ') === true;
    return exchange.request(lines, this.#origin);
  }

  #cut(error?: unknown): void {
    if (error instanceof Rejection) this.#fault ??= error.fault;
    this.#ffmpeg?.destroy();
    this.#camera.destroy();
  }
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}
