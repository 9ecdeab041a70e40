/** The bytes are not the expected protobuf message. Used inside this library only. */
export class ProtoFormatError extends Error {
  override readonly name = 'ProtoFormatError';
}

/** One field of a message: a varint as number; fixed-size and length-delimited fields as bytes, not copied. */
export interface ProtoField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * Iterates over the fields of one message without copying. Integers above 2^53 lose their low bits; the structure of an ONNX
 * file has none.
 * @throws <ProtoFormatError> when the bytes end inside a field or a field has an unknown wire type
 */
export function* fieldsOf(bytes: Uint8Array): Generator<ProtoField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new ProtoFormatError('ends in the middle of a number');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new ProtoFormatError('has a varint of more than ten bytes');
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length)
      throw new ProtoFormatError(`ends ${at + length - bytes.length} bytes early`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    if (number === 0) throw new ProtoFormatError('has a field with the number 0');
    switch (tag % 8) {
      case wireTypes.varint:
        yield { number, value: varint() };
        break;
      case wireTypes.fixed64:
        yield { number, value: take(8) };
        break;
      case wireTypes.bytes:
        yield { number, value: take(varint()) };
        break;
      case wireTypes.fixed32:
        yield { number, value: take(4) };
        break;
      default:
        throw new ProtoFormatError(`has a field of the unknown wire type ${tag % 8}`);
    }
  }
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
