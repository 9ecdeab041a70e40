/** Minimal protobuf writer for small ONNX files. Field numbers are those of onnx.proto. */

/** A message; `bytes` embeds it in a field of another message. */
export function message(...fields: Uint8Array[]): Uint8Array {
  return Uint8Array.from(fields.flatMap((field) => [...field]));
}

/** A field with an integer that is not negative. */
export function varint(field: number, number: number): Uint8Array {
  return Uint8Array.from([...digits(field * 8), ...digits(number)]);
}

export function bytes(field: number, content: Uint8Array): Uint8Array {
  return Uint8Array.from([...digits(field * 8 + 2), ...digits(content.length), ...content]);
}

export function text(field: number, content: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(content));
}

function digits(number: number): number[] {
  return number < 128 ? [number] : [(number % 128) + 128, ...digits(Math.floor(number / 128))];
}
