import { describe, expect, it } from '@jest/globals';
import { hasIndexAtEnd, videoTypeOf } from './video-type.ts';

const packets = (lead: number): Buffer => {
  const bytes = Buffer.alloc(lead + 188 * 4);
  for (let at = lead; at < bytes.length; at += 188) bytes[at] = 0x47;
  return bytes;
};
const box = (type: string, bytes = 8): Buffer => {
  const head = Buffer.alloc(Math.max(8, bytes));
  head.writeUInt32BE(bytes, 0);
  head.write(type, 4, 'latin1');
  return head;
};

describe('videoTypeOf', () => {
  it.each([
    ['a transport stream', packets(0), 'mpegts'],
    ['a transport stream that begins within a packet', packets(37), 'mpegts'],
    ['an MP4 file', box('ftyp', 24), 'mp4'],
    ['an MP4 fragment', Buffer.concat([box('styp', 24), box('moof')]), 'mp4'],
    ['Matroska', Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 1]), 'matroska'],
    ['FLV', Buffer.from('FLV\x01\x05', 'latin1'), 'flv'],
    ['a GIF', Buffer.from('GIF89a'.padEnd(800, 'G'.padStart(188, '.'))), undefined],
    ['text', Buffer.from('Good morning'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('recognises %s', (_, bytes, type) => {
    expect(videoTypeOf(bytes)).toBe(type);
  });
});

describe('hasIndexAtEnd', () => {
  it('hasIndexAtEnd is true when the samples come before the index', () => {
    const start = [box('ftyp', 24), box('free')];
    expect(hasIndexAtEnd(Buffer.concat([...start, box('mdat', 500)]))).toBe(true);
    expect(hasIndexAtEnd(Buffer.concat([...start, box('moov', 500), box('mdat')]))).toBe(false);
    expect(hasIndexAtEnd(box('ftyp', 0))).toBe(false);
  });
});
