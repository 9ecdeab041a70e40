/** The stream ended inside a packet. */
export class TruncatedStream extends Error {
  override readonly name = 'TruncatedStream';
}

/** Reads a stream of chunks byte by byte or in runs; requests the next chunk only when it is needed. */
export class ByteQueue {
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether the stream has ended; waits for the next byte. */
  async isAtEnd(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return true;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return false;
  }

  /** @throws {TruncatedStream} when the stream has ended */
  async byte(): Promise<number> {
    if (await this.isAtEnd()) throw new TruncatedStream('the stream ended inside a packet');
    return this.#chunk[this.#at++] as number;
  }

  /** Returns bytes in newly allocated memory. @throws {TruncatedStream} when the stream ends earlier */
  async bytes(length: number): Promise<Uint8Array> {
    const run = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer); // the loop overwrites every byte
    let filled = 0;
    while (filled < length) {
      if (await this.isAtEnd()) throw new TruncatedStream('the stream ended inside a packet');
      const part = this.#chunk.subarray(this.#at, this.#at + length - filled);
      run.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    return run;
  }

  /** Closes the source of the chunks. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
