import type { Random } from './random.ts';

const maxBytes = 16_384;
/** Values at which length fields and counters go wrong. */
const edges = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

export interface MutationSources {
  /** Inputs from which pieces are taken. */
  readonly corpus: readonly Buffer[];
  /** Words of the format. */
  readonly dictionary: readonly Buffer[];
}

/** Changes an input in 1 to 8 places. */
export function mutate(input: Buffer, sources: MutationSources, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(input);
  for (let left = 1 + random(8); left > 0; left -= 1) {
    const operation = operations[random(operations.length)] as Operation;
    bytes = operation(bytes, sources, random).subarray(0, maxBytes);
  }
  return bytes;
}

type Operation = (bytes: Buffer, sources: MutationSources, random: Random) => Buffer;

const splice = (bytes: Buffer, at: number, removed: number, inserted: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);

/** A range of up to 64 bytes, seldom of any length. */
function rangeOf(bytes: Buffer, random: Random): readonly [at: number, length: number] {
  const at = random(bytes.length + 1);
  const left = bytes.length - at;
  return [at, random(Math.min(left, random(8) === 0 ? left : 64) + 1)];
}

const setByte = (bytes: Buffer, at: number, value: number): Buffer => {
  if (bytes.length > 0) bytes[at] = value;
  return bytes;
};

const operations: readonly Operation[] = [
  (bytes, _, random) => {
    const at = random(bytes.length);
    return setByte(bytes, at, (bytes[at] ?? 0) ^ (1 << random(8)));
  },
  (bytes, _, random) => setByte(bytes, random(bytes.length), random(256)),
  (bytes, _, random) => splice(bytes, ...rangeOf(bytes, random), Buffer.alloc(0)),
  (bytes, _, random) => splice(bytes, random(bytes.length + 1), 0, Buffer.from([random(256)])),
  (bytes, _, random) => {
    const [at, length] = rangeOf(bytes, random);
    const piece = bytes.subarray(at, at + length);
    const copies = Array.from({ length: 1 + random(random(16) === 0 ? 200 : 3) }, () => piece);
    return splice(bytes, random(bytes.length + 1), 0, Buffer.concat(copies));
  },
  (bytes, { corpus }, random) => {
    const other = corpus[random(corpus.length)] ?? bytes;
    const [at, length] = rangeOf(other, random);
    return splice(bytes, ...rangeOf(bytes, random), other.subarray(at, at + length));
  },
  (bytes, { dictionary }, random) => {
    const word = dictionary[random(dictionary.length)] ?? Buffer.alloc(0);
    return splice(bytes, random(bytes.length + 1), random(2) * word.length, word);
  },
  (bytes, _, random) => {
    const size = [1, 2, 4][random(3)] as 1 | 2 | 4;
    const value = (edges[random(edges.length)] as number) % 2 ** (8 * size);
    const number = Buffer.alloc(size);
    if (random(2) === 0) number.writeUIntBE(value, 0, size);
    else number.writeUIntLE(value, 0, size);
    return splice(bytes, random(bytes.length + 1), size, number);
  },
  (bytes, _, random) => {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    const found = numbers[random(numbers.length)];
    if (found === undefined) return bytes;
    const value = String(edges[random(edges.length)]).repeat(1 + random(3));
    return splice(bytes, found.index, found[0].length, Buffer.from(value));
  },
];
