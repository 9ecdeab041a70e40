import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** The bytes are not the expected protobuf message. Used inside this library only. */
export class ProtoFormatError extends Error {
  override readonly name = 'ProtoFormatError';
}

/** One field of a message: a varint as number; all other fields as bytes, not copied. */
export interface ProtoField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/**
 * Iterates over the fields of one message without copying. Integers beyond ±2^53 lose their low bits; the structure of an ONNX
 * file has none.
 * @throws {ProtoFormatError} when the bytes end inside a field or are not a protobuf message
 */
export function* fieldsOf(bytes: Uint8Array): Generator<ProtoField> {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) yield nextField(reader);
}

function nextField(reader: BinaryReader): ProtoField {
  try {
    const [number, wireType] = reader.tag();
    return { number, value: valueOf(reader, wireType, number) };
  } catch (error) {
    throw new ProtoFormatError(`is not a protobuf message (${(error as Error).message})`, { cause: error });
  }
}

function valueOf(reader: BinaryReader, wireType: WireType, number: number): number | Uint8Array {
  if (wireType === WireType.Varint) return Number(reader.int64());
  if (wireType === WireType.LengthDelimited) return reader.bytes();
  return reader.skip(wireType, number);
}

export function textOf(field: ProtoField): string {
  return new TextDecoder().decode(bytesOf(field));
}

export function bytesOf(field: ProtoField): Uint8Array {
  if (typeof field.value !== 'number') return field.value;
  throw new ProtoFormatError(`has a number in field ${field.number}, which must be a message`);
}

export function numberOf(field: ProtoField): number {
  if (typeof field.value === 'number') return field.value;
  throw new ProtoFormatError(`has bytes in field ${field.number}, which must be a number`);
}
