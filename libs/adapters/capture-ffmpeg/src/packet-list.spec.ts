import { describe, expect, test } from '@jest/globals';
import type { StreamNote } from '@vialog/capture';
import { PacketList } from './packet-list.ts';

const list = `#extradata 0:       47, 0x47e60f6c
#software: Lavf59.27.100
#tb 0: 1/90000
#media_type 0: video
#codec_id 0: h264
#dimensions 0: 640x360
#sar 0: 1/1
0,      -7200,          0,     3600,     8955, 0xe3fb1477
0,      -3600,       7200,     3600,     4531, 0x36a8acf7, F=0x0, S=1,       8, 0x00090009
0,     NOPTS,      NOPTS,     3600,     3159, 0x2ac142a5
`;

const notesOf = (...pieces: string[]): StreamNote[] => {
  const notes: StreamNote[] = [];
  const packets = new PacketList((note) => notes.push(note));
  for (const piece of pieces) packets.push(piece);
  return notes;
};

const expected: StreamNote[] = [
  { kind: 'codec', codec: 'h264' },
  { kind: 'packet', isKey: true, streamMs: 0 },
  { kind: 'packet', isKey: false, streamMs: 80 },
  { kind: 'packet', isKey: true, streamMs: undefined },
];

describe('the packet list of ffmpeg', () => {
  test('reads codec, key frames and times from the packet list of ffmpeg', () => {
    expect(notesOf(list)).toEqual(expected);
  });

  test('reads a packet list that arrives in pieces of one character', () => {
    expect(notesOf(...list)).toEqual(expected);
  });

  test('skips lines of a packet list that it cannot read', () => {
    expect(notesOf('0,\nnonsense\n#tb 0: 0/0\n0, 1, 2\n')).toEqual([]);
  });
});
