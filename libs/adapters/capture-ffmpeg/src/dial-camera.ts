import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { explainConnection, type StreamFault } from '@vialog/capture';

/** Where a camera is, as checked. */
export interface CameraTarget {
  /** The checked address, the only one that is dialled. */
  readonly address: string;
  readonly port: number;
  /** TLS (`rtsps:`). */
  readonly secure: boolean;
  /** As in the stream's URL, for the certificate. */
  readonly name: string;
  /** Like `rtsp://cam.example:8554`, as in the stream's URL. */
  readonly origin: string;
  /** Path and query, exactly as registered. */
  readonly path: string;
}

/** Connects to the camera; with TLS its certificate is checked against the name. Never rejects. */
export async function dialCamera(
  target: CameraTarget,
  networkTimeoutMs: number,
  signal: AbortSignal,
): Promise<Socket | StreamFault> {
  const deadline = AbortSignal.timeout(networkTimeoutMs);
  const socket = open(target);
  try {
    await once(socket, target.secure ? 'secureConnect' : 'connect', {
      signal: AbortSignal.any([signal, deadline]),
    });
    socket.setNoDelay(true);
    return socket;
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    const code = deadline.aborted ? 'ETIMEDOUT' : ((error as NodeJS.ErrnoException).code ?? 'unknown');
    return explainConnection(code, 'rtsp');
  }
}

function open({ address, port, secure, name }: CameraTarget): Socket {
  if (!secure) return connect({ host: address, port });
  return connectTls({ host: address, port, ...(isIP(name) === 0 ? { servername: name } : {}) });
}
