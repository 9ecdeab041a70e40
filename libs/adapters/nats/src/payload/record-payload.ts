import { headers as newHeaders, type Msg, type MsgHdrs } from '@nats-io/nats-core';

/** Length of the JSON record at the start of the payload, bytes. The rest of the payload are the bytes that belong to it. */
const recordBytesHeader = 'vialog-record-bytes';

export interface RecordPayload {
  readonly payload: Uint8Array;
  readonly headers: MsgHdrs;
}

/** One message with a record and bytes: headers are limited to 64 KB, so the record is part of the payload. */
export function packRecord(record: object, bytes: Uint8Array = new Uint8Array(0)): RecordPayload {
  const json = new TextEncoder().encode(JSON.stringify(record));
  const payload = new Uint8Array(json.length + bytes.length);
  payload.set(json);
  payload.set(bytes, json.length);
  const headers = newHeaders();
  headers.set(recordBytesHeader, String(json.length));
  return { payload, headers };
}

/** @throws {SyntaxError} when the record is not JSON */
export function unpackRecord({ data, headers }: Pick<Msg, 'data' | 'headers'>): {
  readonly record: unknown;
  readonly bytes: Uint8Array | undefined;
} {
  const length = Number(headers?.get(recordBytesHeader) ?? data.length);
  const record = JSON.parse(new TextDecoder().decode(data.subarray(0, length))) as unknown;
  return { record, bytes: length < data.length ? data.slice(length) : undefined };
}
