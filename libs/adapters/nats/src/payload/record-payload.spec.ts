import { describe, expect, test } from '@jest/globals';
import { packRecord, unpackRecord } from './record-payload.ts';

describe('a record with bytes in one message', () => {
  const roundTrip = (record: object, bytes?: Uint8Array) => {
    const { payload, headers } = packRecord(record, bytes);
    return unpackRecord({ data: payload, headers });
  };

  test('record and bytes are returned as they were packed', () => {
    const bytes = Uint8Array.from({ length: 5_000 }, (_, i) => i % 256);
    expect(roundTrip({ name: '北门 {}"' }, bytes)).toEqual({ record: { name: '北门 {}"' }, bytes });
    expect(roundTrip({ a: 1 })).toEqual({ record: { a: 1 }, bytes: undefined });
  });

  test('a message without the header is a record', () => {
    const data = new TextEncoder().encode('{"a":1}');
    expect(unpackRecord({ data })).toEqual({ record: { a: 1 }, bytes: undefined });
  });

  test('a message that is no record is rejected', () => {
    expect(() => unpackRecord({ data: new TextEncoder().encode('no JSON') })).toThrow(SyntaxError);
  });
});
