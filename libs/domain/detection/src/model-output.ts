import type { Box } from './box.ts';

/** One output tensor of a network run. */
export interface ModelOutput {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/**
 * An output of a network is invalid: a shape that its card does not announce, NaN, infinity, or a score above 1. The process
 * that ran the network must be replaced.
 */
export class ModelOutputError extends Error {
  override readonly name = 'ModelOutputError';
}

/** Converts the outputs of one run into boxes with at least `minScore`, in px of the network's input. */
export type Decode = (outputs: readonly ModelOutput[], minScore: number) => Box[];

/**
 * Returns the output with this shape. Names are ignored, because exporters give misleading names.
 * @throws {ModelOutputError} when no output or several outputs have the shape, or a value is not finite
 */
export function outputOfShape(outputs: readonly ModelOutput[], rows: number, columns: number): ModelOutput {
  const matching = outputs.filter((output) => hasShape(output, rows, columns));
  const [only] = matching;
  if (matching.length !== 1 || only === undefined) {
    throw new ModelOutputError(
      `expected one output of shape [1,${rows},${columns}] and found ${matching.length} among ${describeShapes(outputs)}; the card does not match the model`,
    );
  }
  return checkFinite(only);
}

/** @throws {ModelOutputError} when the output is missing or a value is not finite */
export function outputOfName(outputs: readonly ModelOutput[], name: string): ModelOutput {
  const found = outputs.find((output) => output.name === name);
  if (found === undefined) {
    throw new ModelOutputError(`expected an output named ${name} and found ${describeShapes(outputs)}`);
  }
  return checkFinite(found);
}

/** Names and shapes for a message: "cls_pred [1,2704,80], dis_pred [1,2704,32]". */
export function describeShapes(outputs: readonly ModelOutput[]): string {
  return outputs.map((output) => `${output.name} [${output.dims.join(',')}]`).join(', ') || 'no outputs';
}

/**
 * Returns the only output whose axis, counted from the end (1 is the last), has this size; all axes before the last two have
 * size 1.
 * @throws {ModelOutputError} when no output or several outputs match, or a value is not finite
 */
export function matrixOutput(outputs: readonly ModelOutput[], fromEnd: 1 | 2, size: number): ModelOutput {
  const matching = outputs.filter(
    ({ dims }) =>
      dims.length >= 2 && dims.at(-fromEnd) === size && dims.slice(0, -2).every((leading) => leading === 1),
  );
  const [only] = matching;
  if (matching.length === 1 && only !== undefined) return checkFinite(only);
  const shape = fromEnd === 1 ? `[1,N,${size}]` : `[1,${size},N]`;
  throw new ModelOutputError(
    `expected one output of shape ${shape} and found ${matching.length} among ${describeShapes(outputs)}; the card does not match the model`,
  );
}

/** The first picture of outputs that were computed for `batch` pictures. */
export function firstOfBatch(outputs: readonly ModelOutput[], batch: number): ModelOutput[] {
  return outputs.map((output) => {
    const { name, dims, data } = output;
    if (dims[0] !== batch) return output;
    return { name, dims: [1, ...dims.slice(1)], data: data.subarray(0, data.length / batch) };
  });
}

function hasShape({ dims, data }: ModelOutput, rows: number, columns: number): boolean {
  const bare = dims.length === 3 && dims[0] === 1 ? dims.slice(1) : dims;
  return bare.length === 2 && bare[0] === rows && bare[1] === columns && data.length === rows * columns;
}

/**
 * NaN and the infinities are the floats whose eight exponent bits are all set; adding one there carries into the sign bit.
 * Without branches and float arithmetic this takes a sixth of the time of `Number.isFinite` for 440,000 values.
 */
function checkFinite(output: ModelOutput): ModelOutput {
  const { buffer, byteOffset, length } = output.data;
  const bits = new Int32Array(buffer, byteOffset, length);
  let carry = 0;
  for (let i = 0; i < bits.length; i += 1) carry |= ((bits[i] as number) & 0x7fffffff) + 0x00800000;
  if (carry < 0) {
    throw new ModelOutputError(`expected numbers in ${output.name} and found NaN or infinity`);
  }
  return output;
}
