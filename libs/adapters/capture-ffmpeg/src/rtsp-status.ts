import type { FaultCause, StreamFault } from '@vialog/capture';

/** How the stream is requested. */
export interface RequestedTransport {
  readonly transport: 'tcp' | 'udp';
  /** TLS (`rtsps:`): RTP comes over the same connection, also if `transport` is `udp`. */
  readonly secure: boolean;
}

/** A response to a request that the stream depends on. */
export interface FailedRequest extends RequestedTransport {
  /** Like `SETUP`. */
  readonly method: string;
  /** 400 to 599 */
  readonly status: number;
}

type Remedy = (request: FailedRequest) => string;

const busy =
  'close other viewers of the camera (recorders, apps), raise its limit of connections, or use a substream';
const checkPath = 'check the path';

/** What the status codes of RTSP (RFC 2326 7.1.1) mean for a viewer, and what to do. */
const meanings: Readonly<Record<number, string | Remedy>> = {
  400: 'the camera does not understand the request (400); check the path and the query of the URL',
  403: 'the camera rejects this stream (403); check its access settings',
  404: `the camera has no such stream (404); ${checkPath}`,
  405: ({ method }) => `the camera does not allow ${method} for this URL (405); ${checkPath}`,
  406: 'the camera has no description of this stream that can be read (406); check that the path is that of a live stream',
  408: 'the camera did not receive the request in time (408); check the network to the camera',
  410: `the stream no longer exists (410); ${checkPath}`,
  414: 'the URL is too long for the camera (414); register a shorter one',
  415: 'the camera cannot deliver this stream in a supported form (415); choose H.264, H.265 or MJPEG in the camera',
  451: 'the camera does not understand a parameter of the URL (451); check the query of the URL',
  453: `the camera has no bandwidth for another viewer (453); ${busy}`,
  454: 'the camera has ended the session (454); it may have restarted, or its limit of connections is reached',
  455: 'the camera is not ready for this stream (455); it may be starting, or another viewer controls it',
  457: 'the camera cannot play this time range (457); register the URL of the live stream and not of a recording',
  461: transportRemedy,
  462: 'the camera cannot reach this host by UDP (462); set transport to tcp',
  500: 'the camera has an internal error (500); restart it if this persists',
  501: ({ method }) =>
    `the camera does not support ${method} (501); check that the path is that of a live stream, and update its firmware`,
  502: 'the recorder or gateway gets no stream from the camera (502); check the camera itself',
  503: `the camera has no capacity for another viewer (503); ${busy}`,
  504: 'the recorder or gateway gets no response from the camera (504); check the camera itself',
  505: 'the camera does not speak RTSP 1.0 (505); update its firmware',
  551: 'the camera does not support a required option (551); update its firmware',
};

const causes: Readonly<Record<number, FaultCause>> = { 404: 'not_found', 410: 'not_found' };

/** The fault of a camera that responds to a request with an error. */
export function statusFault(request: FailedRequest): StreamFault {
  const { status, method } = request;
  const meaning = meanings[status] ?? `the camera responds to ${method} with the error ${status}`;
  return {
    reason: 'offline',
    detail: typeof meaning === 'string' ? meaning : meaning(request),
    cause: causes[status] ?? 'failed',
  };
}

function transportRemedy({ transport, secure }: FailedRequest): string {
  if (secure) return `the camera does not send video over the encrypted connection (461); ${plainRemedy}`;
  const other = transport === 'tcp' ? 'udp' : 'tcp';
  return `the camera rejects the transport ${transport} (461); set transport to ${other}`;
}

const plainRemedy = 'use rtsp: with transport udp, in a network that is yours';

/**
 * The fault of a camera that responds to SETUP with another transport than the requested one, which FFmpeg does not accept.
 * @param header value of the response's Transport header
 */
export function transportFault(
  header: string,
  { transport, secure }: RequestedTransport,
): StreamFault | undefined {
  const delivered = /\/TCP|interleaved/i.test(header) ? 'tcp' : 'udp';
  const wanted = secure ? 'tcp' : transport;
  if (delivered === wanted) return undefined;
  const remedy = secure ? plainRemedy : `set transport to ${delivered}`;
  return {
    reason: 'offline',
    detail: `the camera delivers this stream over ${delivered} although ${wanted} was requested; ${remedy}`,
    cause: 'failed',
  };
}
