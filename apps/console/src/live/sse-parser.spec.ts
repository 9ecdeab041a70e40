import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSseParser, type SseMessage } from './sse-parser.ts';

function parse(pieces: readonly string[]): SseMessage[] {
  const found: SseMessage[] = [];
  const feed = createSseParser((message) => found.push(message));
  pieces.forEach(feed);
  return found;
}

const stream =
  ': hello\n\nid: 41\nevent: count\ndata: {"a":1}\n\nretry: 10\n: still here\n\nid: 42\r\nevent: gap\r\ndata: one\r\ndata:two\r\n\r\ndata: x\n\n';
const messages: SseMessage[] = [
  { name: 'count', id: '41', data: '{"a":1}' },
  { name: 'gap', id: '42', data: 'one\ntwo' },
  { name: 'message', id: '42', data: 'x' },
];

describe('createSseParser', () => {
  it('reads names, ids, several data lines and passes over comments', () => {
    expect(parse([stream])).toEqual(messages);
  });

  it('finds the same messages however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 12 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        expect(parse(edges.slice(1).map((edge, i) => stream.slice(edges[i], edge)))).toEqual(messages);
      }),
    );
  });

  it('takes a lone carriage return as the end of a line', () => {
    expect(parse(['id: 1\rdata: x\r\rdata: y'])).toEqual([{ name: 'message', id: '1', data: 'x' }]);
  });

  it('hands out nothing for a message that is not finished', () => {
    expect(parse(['id: 1\ndata: half'])).toEqual([]);
  });
});
