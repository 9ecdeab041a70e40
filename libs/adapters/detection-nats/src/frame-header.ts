import { frameMessages, type FrameHeader } from '@vialog/contracts';
import { headers as newHeaders, type MsgHdrs } from '@nats-io/transport-node';

/** Maximum size of the headers of a stored message in nats-server, bytes. */
const maxHeaderBytes = 65_535;

const schema = frameMessages['vialog.v1.frames'];
/** Fields sent as text; all others are sent as JSON. */
const textFields = new Set(['cameraId', 'capturedAt', 'expiresAt', 'fence', 'answerTo']);
/** Headers of the broker and of tracing; not part of the record. */
const foreignHeaders = /^(nats-|traceparent$|tracestate$)/i;

export type ReadHeader =
  | { readonly kind: 'header'; readonly header: FrameHeader }
  | { readonly kind: 'invalid'; readonly why: string };

/**
 * Writes a record as headers, one per field.
 *
 * @throws {RangeError} when the record does not match its schema or exceeds the header limit of the server.
 */
export function writeFrameHeader(record: FrameHeader): MsgHdrs {
  const parsed = schema.safeParse(record);
  if (!parsed.success) throw new RangeError(`Invalid frame header: ${faultsOf(parsed.error)}`);
  const written = newHeaders();
  let bytes = 0;
  for (const [name, value] of Object.entries(parsed.data)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    written.set(name, text);
    bytes += name.length + Buffer.byteLength(text) + 4;
  }
  if (bytes > maxHeaderBytes - 200)
    throw new RangeError(
      `Frame header too large: ${bytes} bytes, the broker accepts ${maxHeaderBytes}. Give the camera fewer or simpler zones.`,
    );
  return written;
}

/** Reads the record from the headers of a message. Missing, wrong and unknown fields are invalid. */
export function readFrameHeader(received: MsgHdrs | undefined): ReadHeader {
  const record: Record<string, unknown> = {};
  for (const name of received?.keys() ?? []) {
    if (foreignHeaders.test(name)) continue;
    const text = received?.get(name) ?? '';
    record[name] = textFields.has(name) ? text : jsonOf(text);
  }
  const parsed = schema.safeParse(record);
  return parsed.success
    ? { kind: 'header', header: parsed.data }
    : { kind: 'invalid', why: faultsOf(parsed.error) };
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
