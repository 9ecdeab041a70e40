import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { certificateFault, explainConnection, type StreamFault } from '@vialog/capture';

/** Checked address of a camera. */
export interface CameraTarget {
  /** The checked address, the only one that is connected to. */
  readonly address: string;
  readonly port: number;
  /** TLS (`rtsps:`). */
  readonly secure: boolean;
  /** Host name in the URL of the stream; the certificate must match it. */
  readonly name: string;
  /** Like `rtsp://cam.example:8554`, as in the stream's URL. */
  readonly origin: string;
  /** Path and query, exactly as registered. */
  readonly path: string;
  /** SHA-256 fingerprint of the only certificate that is accepted; undefined: any trusted one. */
  readonly certificateSha256?: string | undefined;
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
    const fault = socket instanceof TLSSocket ? faultOf(socket, target) : undefined;
    if (fault !== undefined) socket.destroy();
    return fault ?? socket;
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    const code = deadline.aborted ? 'ETIMEDOUT' : ((error as NodeJS.ErrnoException).code ?? 'unknown');
    return explainConnection(code, 'rtsp');
  }
}

function open({ address, port, secure, name }: CameraTarget): Socket {
  if (!secure) return connect({ host: address, port });
  // The certificate is checked before anything is sent, so that the message can name its fingerprint.
  const check = { rejectUnauthorized: false };
  return connectTls({ host: address, port, ...check, ...(isIP(name) === 0 ? { servername: name } : {}) });
}

function faultOf(socket: TLSSocket, { certificateSha256 }: CameraTarget): StreamFault | undefined {
  const error = socket.authorized ? undefined : String(socket.authorizationError);
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  return certificateFault({ error, fingerprint }, certificateSha256, 'rtsp');
}
