import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Fields of small ONNX files for tests. Field numbers are those of onnx.proto. */

/** A message; `bytes` embeds it in a field of another message. */
export function message(...fields: Uint8Array[]): Uint8Array {
  return Uint8Array.from(fields.flatMap((field) => [...field]));
}

/** A field with an integer. */
export function varint(field: number, number: number): Uint8Array {
  return new BinaryWriter().tag(field, WireType.Varint).int64(number).finish();
}

export function bytes(field: number, content: Uint8Array): Uint8Array {
  return new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(content).finish();
}

export function text(field: number, content: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(content));
}
