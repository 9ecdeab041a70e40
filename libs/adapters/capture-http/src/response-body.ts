import { pictureTypeOf } from './picture-type.ts';
import type { ResponseHead } from './response-head.ts';

/** Returns the next bytes; undefined when the connection has ended. */
export type Pull = () => Promise<Buffer | undefined>;

const maxChunkLine = 1_024;

/**
 * Yields the body of a response. `Content-Length` is an upper limit and not a promise: many cameras announce more than they
 * send, and the decoder decides whether the picture is whole. Bytes of a picture are not searched for chunks.
 * @param first what came after the head in the same packet
 */
export async function* responseBody(
  { headers }: ResponseHead,
  first: Buffer,
  pull: Pull,
): AsyncGenerator<Buffer, void, undefined> {
  let held = first;
  while (held.length < 3) {
    const more = await pull();
    if (more === undefined) break;
    held = Buffer.concat([held, more]);
  }
  const isChunked = /chunked/i.test(headers.get('transfer-encoding')?.join() ?? '');
  if (isChunked && pictureTypeOf(held) === undefined) yield* chunks(held, pull);
  else yield* upTo(lengthOf(headers), held, pull);
}

function lengthOf(headers: ResponseHead['headers']): number {
  const lengths = (headers.get('content-length') ?? [])
    .filter((value) => /^\d{1,15}$/.test(value))
    .map(Number);
  return lengths.length === 0 ? Infinity : Math.max(...lengths);
}

async function* upTo(length: number, first: Buffer, pull: Pull): AsyncGenerator<Buffer, void, undefined> {
  let left = length;
  for (let held: Buffer | undefined = first; held !== undefined && left > 0; held = await pull()) {
    const part = held.subarray(0, left);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left === 0) return;
  }
}

async function* chunks(first: Buffer, pull: Pull): AsyncGenerator<Buffer, void, undefined> {
  const bytes = new HeldBytes(first, pull);
  for (let line = await bytes.line(); line !== undefined; line = await bytes.line()) {
    if (line === '') continue; // the line end after a chunk
    let left = parseInt(/^0*([0-9a-f]{1,8})/i.exec(line)?.[1] ?? '0', 16);
    if (left === 0) return;
    while (left > 0) {
      const part = await bytes.part(left);
      if (part === undefined) return;
      yield part;
      left -= part.length;
    }
  }
}

/** Received, unread bytes. */
class HeldBytes {
  #held: Buffer;
  readonly #pull: Pull;

  constructor(first: Buffer, pull: Pull) {
    this.#held = first;
    this.#pull = pull;
  }

  /** The next line without its end; undefined at the end. */
  async line(): Promise<string | undefined> {
    for (let end = this.#held.indexOf(0x0a); ; end = this.#held.indexOf(0x0a)) {
      if (end >= 0)
        return this.#cut(end + 1)
          .toString('latin1')
          .trim();
      const more = this.#held.length > maxChunkLine ? undefined : await this.#pull();
      if (more === undefined) return undefined;
      this.#held = Buffer.concat([this.#held, more]);
    }
  }

  /** At least one and at most `limit` bytes; undefined at the end. */
  async part(limit: number): Promise<Buffer | undefined> {
    while (this.#held.length === 0) {
      const more = await this.#pull();
      if (more === undefined) return undefined;
      this.#held = more;
    }
    return this.#cut(limit);
  }

  #cut(length: number): Buffer {
    const cut = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(cut.length);
    return cut;
  }
}
