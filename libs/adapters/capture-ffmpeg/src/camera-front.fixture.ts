import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a camera does differently from the server behind it. */
export interface Tampering {
  /** Replaces an interleaved frame (header and payload) of the given channel by these bytes. */
  readonly frame?: (frame: Buffer, channel: number) => Buffer;
  /** Replaces a response or another head of the server. */
  readonly response?: (head: string) => string;
}

export interface CameraFront {
  /** rtsp://127.0.0.1:<port> */
  readonly origin: string;
  readonly port: number;
  /** Number of connections so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** An RTSP camera on loopback with a defect: a real server whose responses and frames are changed on the way. */
export async function startCameraFront(serverPort: number, tampering: Tampering): Promise<CameraFront> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const listener = createServer((client) => {
    connections += 1;
    const server = connect({ host: '127.0.0.1', port: serverPort });
    keep(client).once('close', () => server.destroy());
    keep(server).once('close', () => client.end());
    client.pipe(server);
    const cut = new Cutter(tampering);
    server.on('data', (chunk: Buffer) => {
      for (const bytes of cut.push(chunk)) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => listener.close(resolve));
  };
  return { origin: `rtsp://127.0.0.1:${port}`, port, connections: () => connections, close };
}

/** Cuts the well-formed bytes of a server into frames, heads with their bodies, and changes them. */
class Cutter {
  #held = Buffer.alloc(0);
  readonly #tampering: Tampering;

  constructor(tampering: Tampering) {
    this.#tampering = tampering;
  }

  *push(chunk: Buffer): Generator<Buffer> {
    this.#held = Buffer.concat([this.#held, chunk]);
    for (let length = this.#whole(); length > 0; length = this.#whole()) {
      const message = this.#held.subarray(0, length);
      this.#held = this.#held.subarray(length);
      yield this.#changed(message);
    }
  }

  #whole(): number {
    if (this.#held[0] === 0x24) {
      if (this.#held.length < 4) return 0;
      const length = 4 + this.#held.readUInt16BE(2);
      return this.#held.length < length ? 0 : length;
    }
    const head = /^[\s\S]*?\r\n\r\n/.exec(this.#held.toString('latin1'))?.[0];
    if (head === undefined) return 0;
    const length = head.length + Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    return this.#held.length < length ? 0 : length;
  }

  #changed(message: Buffer): Buffer {
    if (message[0] === 0x24) return this.#tampering.frame?.(message, message[1] as number) ?? message;
    const text = message.toString('latin1');
    return Buffer.from(this.#tampering.response?.(text) ?? text, 'latin1');
  }
}

/** Changes the time stamps of RTP packets; `stampOf` gets the ticks (90 kHz) since the first packet. */
export function restamped(stampOf: (ticks: number) => number): Tampering {
  let first: number | undefined;
  return {
    frame: (frame, channel) => {
      if (channel !== 0 || frame.length < 16) return channel === 1 ? Buffer.alloc(0) : frame;
      const stamp = frame.readUInt32BE(8);
      first ??= stamp;
      const changed = Buffer.from(frame);
      changed.writeUInt32BE((first + Math.floor(stampOf((stamp - first) >>> 0))) >>> 0, 8);
      return changed;
    },
  };
}
