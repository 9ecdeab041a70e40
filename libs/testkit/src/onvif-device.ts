import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { responseTo, type OnvifDeviceFacts, type OnvifTestProfile, probeMatchOf } from './onvif-responses.ts';
import { OnvifAuthentication, type OnvifLogin } from './onvif-authentication.ts';
import { sendFault, type OnvifFault } from './onvif-faults.ts';

export interface OnvifDeviceOptions {
  readonly login?: OnvifLogin;
  /** Clock of the device minus clock of this process, ms. Default 0. */
  readonly clockOffsetMs?: number;
  readonly profiles?: readonly OnvifTestProfile[];
  /** Responds on the media service 2 too. Default false. */
  readonly hasMedia2?: boolean;
  /** Responds to GetProfiles of the media service 2 with this text. */
  readonly profilesOfMedia2?: string;
  /** Knows GetServices; otherwise only GetCapabilities. Default true. */
  readonly hasGetServices?: boolean;
  /** Host that the device writes into the URLs of its services. Default: its own. */
  readonly namedHost?: string;
  /** Faults by operation, like `GetProfiles`; `*` for all. */
  readonly faults?: Readonly<Record<string, OnvifFault>>;
  /** Address of the interface on which it responds to discovery; default: no reply. */
  readonly discoverableAt?: string;
  readonly serialNumber?: string;
}

/** A request that the device received. */
export interface OnvifRequest {
  readonly operation: string;
  readonly path: string;
  readonly hasToken: boolean;
  readonly authorization: string | undefined;
  readonly text: string;
}

/** An ONVIF device on loopback, for tests: SOAP over HTTP, and WS-Discovery on one interface. */
export class OnvifDevice {
  readonly requests: OnvifRequest[] = [];
  readonly #options: OnvifDeviceOptions;
  readonly #authentication: OnvifAuthentication;
  readonly #server: Server;
  #discovery: Socket | undefined;

  private constructor(options: OnvifDeviceOptions) {
    this.#options = options;
    this.#authentication = new OnvifAuthentication(options.login, () => this.#now());
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(options: OnvifDeviceOptions = {}): Promise<OnvifDevice> {
    const device = new OnvifDevice(options);
    device.#server.listen(0, '127.0.0.1');
    await once(device.#server, 'listening');
    if (options.discoverableAt !== undefined) await device.#respondToDiscovery(options.discoverableAt);
    return device;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** host:port, as a person types it. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}/onvif/device_service`;
  }

  /** Endpoint reference in discovery responses. */
  get endpoint(): string {
    return `urn:uuid:vialog-test-${this.port}`;
  }

  async stop(): Promise<void> {
    this.#discovery?.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #now(): number {
    return Date.now() + (this.#options.clockOffsetMs ?? 0);
  }

  get #facts(): OnvifDeviceFacts {
    const { namedHost, profiles, hasMedia2 = false, hasGetServices = true, serialNumber } = this.#options;
    return {
      origin: `http://${namedHost ?? '127.0.0.1'}:${this.port}`,
      endpoint: this.endpoint,
      now: this.#now(),
      profiles: profiles ?? [],
      hasMedia2,
      hasGetServices,
      serialNumber: serialNumber ?? 'SN-4711',
    };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await Array.fromAsync(request.setEncoding('utf8') as AsyncIterable<string>)).join('');
    const operation = /<(?:\w+:)?Body>\s*<(?:\w+:)?(\w+)/.exec(text)?.[1] ?? '';
    this.requests.push({
      operation,
      path: request.url ?? '',
      hasToken: text.includes('UsernameToken'),
      authorization: request.headers.authorization,
      text,
    });
    const { faults = {} } = this.#options;
    const fault = this.#profilesFault(operation, request) ?? faults[operation] ?? faults['*'];
    if (fault !== undefined) return sendFault(fault, response);
    const rejection = this.#authentication.rejectionOf({ operation, text, request });
    const reply = rejection ?? responseTo(operation, { text, path: request.url ?? '', facts: this.#facts });
    response.writeHead(reply.status, {
      'Content-Type': 'application/soap+xml; charset=utf-8',
      ...reply.headers,
    });
    response.end(reply.body);
  }

  #profilesFault(operation: string, { url = '' }: IncomingMessage): OnvifFault | undefined {
    const body = this.#options.profilesOfMedia2;
    if (body === undefined || operation !== 'GetProfiles' || !url.includes('media2')) return undefined;
    return { kind: 'content', status: 200, body };
  }

  async #respondToDiscovery(address: string): Promise<void> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    this.#discovery = socket;
    socket.bind(3702);
    await once(socket, 'listening');
    socket.addMembership('239.255.255.250', address);
    socket.on('message', (packet, from) => {
      const probe = packet.toString('utf8');
      const messageId = /<(?:\w+:)?MessageID>([^<]+)</.exec(probe)?.[1];
      if (messageId === undefined || !probe.includes('NetworkVideoTransmitter')) return;
      socket.send(probeMatchOf(this.#facts, messageId), from.port, from.address);
    });
  }
}
