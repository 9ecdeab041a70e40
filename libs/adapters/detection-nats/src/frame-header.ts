import { frameMessages, type FrameHeader } from '@vialog/contracts';
import { headers as newHeaders, type MsgHdrs } from '@nats-io/transport-node';

/** What the server takes at most as headers of a stored message, bytes. */
const mostHeaderBytes = 65_535;

const schema = frameMessages['vialog.v1.frames'];
/** Sent as they are; all other fields as JSON. */
const texts = new Set(['cameraId', 'capturedAt', 'expiresAt', 'fence', 'answerTo']);
/** Headers of the broker's own, and of tracing: no part of the record. */
const foreign = /^(nats-|traceparent$|tracestate$)/i;

export type ReadHeader =
  | { readonly kind: 'header'; readonly header: FrameHeader }
  | { readonly kind: 'misfit'; readonly why: string };

/** A record as headers, one per field. Throws RangeError where it does not fit its schema or the server's limit. */
export function writeFrameHeader(record: FrameHeader): MsgHdrs {
  const parsed = schema.safeParse(record);
  if (!parsed.success) throw new RangeError(`the header of a frame does not fit: ${faultsOf(parsed.error)}`);
  const written = newHeaders();
  let bytes = 0;
  for (const [name, value] of Object.entries(parsed.data)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    written.set(name, text);
    bytes += name.length + Buffer.byteLength(text) + 4;
  }
  if (bytes > mostHeaderBytes - 200)
    throw new RangeError(
      `the header of a frame has ${bytes} bytes, and a broker takes ${mostHeaderBytes}: give the camera fewer or simpler zones`,
    );
  return written;
}

/** The record behind the headers of a message; misfit where anything is missing, wrong or too much. */
export function readFrameHeader(received: MsgHdrs | undefined): ReadHeader {
  const record: Record<string, unknown> = {};
  for (const name of received?.keys() ?? []) {
    if (foreign.test(name)) continue;
    const text = received?.get(name) ?? '';
    record[name] = texts.has(name) ? text : jsonOf(text);
  }
  const parsed = schema.safeParse(record);
  return parsed.success
    ? { kind: 'header', header: parsed.data }
    : { kind: 'misfit', why: faultsOf(parsed.error) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const faultsOf = ({
  issues,
}: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}): string =>
  issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
