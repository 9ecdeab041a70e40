/**
 * Cuts a stream of bytes into its JPEG pictures by the structure of JPEG itself. Boundaries, part headers and lengths of
 * `multipart/x-mixed-replace` are skipped like any other bytes, because cameras write them wrong or leave them out.
 * Previews within a picture (EXIF) are skipped with their segment.
 */
export class JpegSplitter {
  #bytes = Buffer.allocUnsafe(65_536);
  #length = 0;
  #at = 0;
  #state: 'outside' | 'segments' | 'scan' = 'outside';
  readonly #maxBytes: number;

  /** @param maxBytes of one picture */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether the current picture is larger than allowed; the stream cannot be used any more. */
  get isOversized(): boolean {
    return this.#length > this.#maxBytes;
  }

  /** Returns the pictures that these bytes complete, oldest first. */
  push(chunk: Uint8Array): readonly Buffer[] {
    this.#append(chunk);
    const pictures: Buffer[] = [];
    for (;;) {
      const end = this.#step();
      if (end === 'more') return pictures;
      if (end !== undefined) pictures.push(this.#take(end));
    }
  }

  /** Returns the end of the picture, `more` when more bytes are needed, undefined to continue. */
  #step(): number | 'more' | undefined {
    if (this.#state === 'outside') return this.#find();
    return this.#state === 'segments' ? this.#segment() : this.#scan();
  }

  #find(): 'more' | undefined {
    const start = this.#bytes.subarray(0, this.#length).indexOf('\xff\xd8\xff', 0, 'latin1');
    if (start < 0) {
      this.#drop(Math.max(0, this.#length - 2));
      return 'more';
    }
    this.#drop(start);
    this.#at = 2;
    this.#state = 'segments';
    return undefined;
  }

  #segment(): number | 'more' | undefined {
    if (this.#at + 4 > this.#length) return this.#endsAt(this.#at) ? this.#at + 2 : 'more';
    const [first, marker] = [this.#bytes[this.#at], this.#bytes[this.#at + 1] ?? 0];
    if (first !== 0xff) this.#state = 'scan';
    else if (marker === 0xff) this.#at += 1;
    else if (marker === 0xd9) return this.#at + 2;
    else if (marker === 0xd8) return this.#at;
    else if (marker >= 0xd0 && marker <= 0xd7) this.#at += 2;
    else this.#skipSegment(marker);
    return undefined;
  }

  #skipSegment(marker: number): void {
    this.#at += 2 + this.#bytes.readUInt16BE(this.#at + 2);
    if (marker === 0xda) this.#state = 'scan';
  }

  #scan(): number | 'more' | undefined {
    const found =
      this.#at >= this.#length ? -1 : this.#bytes.subarray(0, this.#length).indexOf(0xff, this.#at);
    this.#at = found < 0 ? Math.max(this.#at, this.#length) : found;
    if (this.#endsAt(this.#at)) return this.#at + 2;
    if (this.#at + 3 > this.#length) return 'more';
    const marker = this.#bytes[this.#at + 1] ?? 0;
    if (marker === 0xd8 && this.#bytes[this.#at + 2] === 0xff) return this.#at; // the last picture has no end marker
    if (marker === 0xff) this.#at += 1;
    else if (isSegment(marker)) this.#state = 'segments';
    else this.#at += 2;
    return undefined;
  }

  #endsAt(at: number): boolean {
    return at + 2 <= this.#length && this.#bytes[at] === 0xff && this.#bytes[at + 1] === 0xd9;
  }

  #take(end: number): Buffer {
    const picture = Buffer.from(this.#bytes.subarray(0, end));
    this.#drop(end);
    this.#at = 0;
    this.#state = 'outside';
    return picture;
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * needed);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.#length);
    this.#length = needed;
  }

  #drop(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}

/** Segments that stand between the scans of a progressive picture: tables, scan headers, comments, application data. */
const isSegment = (marker: number): boolean =>
  [0xc4, 0xda, 0xdb, 0xdc, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef);
