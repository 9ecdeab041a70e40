import { bytesOf, fieldsOf, numberOf, textOf } from './proto-reader.ts';

/** Element types with their sizes in bytes: float32, uint8, int8, int32, int64, bool, float16, float64. */
const bytesPerElement: Readonly<Record<number, number>> = {
  1: 4,
  2: 1,
  3: 1,
  6: 4,
  7: 8,
  9: 1,
  10: 2,
  11: 8,
};

/**
 * Problems of the initialisers: numbers that are NaN, and tensors that announce another size than they have. Infinity is allowed:
 * RT-DETR marks unused anchors with it.
 * @throws {ProtoFormatError} when the bytes are not a protobuf message
 */
export function weightProblems(model: Uint8Array): string[] {
  const problems: string[] = [];
  for (const field of fieldsOf(model)) {
    if (field.number !== 7) continue;
    for (const inner of fieldsOf(bytesOf(field)))
      if (inner.number === 5) problems.push(...tensorProblems(bytesOf(inner)));
  }
  return problems.slice(0, 3);
}

/** TensorProto: 1 dimensions, 2 element type, 4 float32 values, 8 name, 9 raw values. */
function tensorProblems(bytes: Uint8Array): string[] {
  const tensor = readTensor(bytes);
  const { name, type, raw, floats } = tensor;
  const elements = tensor.dims.reduce((product, size) => product * size, 1);
  const size = bytesPerElement[type];
  if (tensor.dims.some((dim) => dim < 0) || (raw && size !== undefined && elements * size !== raw.length))
    return [
      `weights "${name}": expected ${elements} values by their shape [${tensor.dims.join()}], found ${raw?.length ?? 0} bytes: the file is damaged`,
    ];
  const hasNaN = hasNaNs(raw, type) || hasNaNs(floats, 1);
  return hasNaN ? [`weights "${name}" have values that are not numbers (NaN): export the model again`] : [];
}

function readTensor(bytes: Uint8Array) {
  const dims: number[] = [];
  let [name, type] = ['', 0];
  let [raw, floats]: [Uint8Array | undefined, Uint8Array | undefined] = [undefined, undefined];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1 && typeof field.value === 'number') dims.push(numberOf(field));
    else if (field.number === 1) dims.push(...packedVarints(bytesOf(field)));
    else if (field.number === 2) type = numberOf(field);
    else if (field.number === 4 && typeof field.value !== 'number') floats = bytesOf(field);
    else if (field.number === 8) name = textOf(field);
    else if (field.number === 9) raw = bytesOf(field);
  }
  return { dims, name, type, raw, floats };
}

function packedVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let [value, factor] = [0, 1];
  for (const byte of bytes) {
    value += (byte & 127) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    [value, factor] = [0, 1];
  }
  return numbers;
}

/** Little-endian floats of type float32 (1) or float16 (10). NaN: all exponent bits are set, and a bit of the fraction. */
function hasNaNs(bytes: Uint8Array | undefined, type: number): boolean {
  if (!bytes || (type !== 1 && type !== 10)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 10) {
    for (let at = 0; at + 1 < bytes.length; at += 2)
      if ((view.getUint16(at, true) & 0x7fff) > 0x7c00) return true;
    return false;
  }
  for (let at = 0; at + 3 < bytes.length; at += 4)
    if ((view.getUint32(at, true) & 0x7fffffff) > 0x7f800000) return true;
  return false;
}
