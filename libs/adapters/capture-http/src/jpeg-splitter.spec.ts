import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { JpegSplitter } from './jpeg-splitter.ts';

let pictures: Buffer[] = [];
beforeAll(async () => {
  const noise = {
    create: {
      width: 64,
      height: 48,
      channels: 3 as const,
      noise: { type: 'gaussian' as const, mean: 128, sigma: 30 },
      background: '#000',
    },
  };
  pictures = [
    await sharp(noise).jpeg().toBuffer(),
    await sharp(noise).jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
    await sharp({ create: { width: 20, height: 20, channels: 3, background: '#f00' } })
      .jpeg()
      .toBuffer(),
  ];
});

const split = (bytes: Buffer, size: number): Buffer[] => {
  const splitter = new JpegSplitter(10_000_000);
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...splitter.push(bytes.subarray(at, at + size)));
  return found;
};
const part = (head: string, jpeg: Buffer): Buffer => Buffer.concat([Buffer.from(head), jpeg]);

describe('JpegSplitter', () => {
  it.each([
    [
      'boundaries and lengths',
      (jpeg: Buffer) =>
        part(`--b\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`, jpeg),
    ],
    [
      'boundaries without lengths',
      (jpeg: Buffer) => part('\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n', jpeg),
    ],
    ['wrong boundaries and lengths', (jpeg: Buffer) => part('----b--\nContent-Length: 3\n\n', jpeg)],
    ['junk between the parts', (jpeg: Buffer) => part('\xff\xfe\0junk\xff', jpeg)],
    ['nothing between the pictures', (jpeg: Buffer) => jpeg],
  ])('finds every picture in a stream with %s, wherever its chunks end', (_title, wrap) => {
    const stream = Buffer.concat(pictures.map(wrap));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (size) => {
        expect(
          split(stream, size).map((found) => found.equals(pictures[0] as Buffer) || found.length),
        ).toEqual(pictures.map((one) => one.equals(pictures[0] as Buffer) || one.length));
      }),
      { numRuns: 40 },
    );
  });

  it('ends a picture without an end marker where the next one begins', () => {
    const [first, second] = pictures as [Buffer, Buffer];
    const found = split(Buffer.concat([first.subarray(0, -2), Buffer.from('\r\n--b\r\n\r\n'), second]), 500);
    expect(found).toHaveLength(2);
    expect(found[0]?.subarray(0, first.length - 2).equals(first.subarray(0, -2))).toBe(true);
    expect(found[1]?.equals(second)).toBe(true);
  });

  it('skips a preview within a picture', () => {
    const [outer, inner] = pictures as [Buffer, Buffer];
    const length = Buffer.alloc(2);
    length.writeUInt16BE(inner.length + 2);
    const app = Buffer.concat([Buffer.from([0xff, 0xe1]), length, inner]);
    const whole = Buffer.concat([outer.subarray(0, 2), app, outer.subarray(2)]);
    expect(split(whole, 77).map((one) => one.length)).toEqual([whole.length]);
  });

  it('reports a picture without an end that is larger than allowed', () => {
    const splitter = new JpegSplitter(1_000);
    splitter.push(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), Buffer.alloc(2_000)]));
    expect(splitter.isOversized).toBe(true);
  });

  it('ends on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(Array.isArray(split(Buffer.from([0xff, 0xd8, 0xff, ...bytes]), 50))).toBe(true);
      }),
    );
  });
});
