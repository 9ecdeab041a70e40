import type { ModelCard } from '@vialog/contracts';
import { bytes, cardText, message, text, varint } from '@vialog/models/conformance';

/** Numbers of TensorProto.DataType. */
const elementTypes = { float32: 1, uint8: 2, int32: 6, int64: 7, float16: 10 } as const;
type ElementType = keyof typeof elementTypes;

export interface FamilyModel {
  readonly decoder: ModelCard['decoder'];
  readonly outputs: readonly FamilyOutput[];
  readonly input?: Partial<ModelCard['input']>;
  /** Leaves every size of the input free. */
  readonly isDynamic?: boolean;
  /** Quantises the input to int8 and back, as in a QDQ graph. */
  readonly isQuantised?: boolean;
  readonly ir?: number;
  readonly opset?: number;
}

export interface FamilyOutput {
  readonly name: string;
  readonly dims: readonly number[];
  /** Values from the start of the output; the rest is 0. */
  readonly values: readonly number[];
  readonly type?: ElementType;
  /** Multiplies the values, boxes as fractions, by the input with the size of the picture. */
  readonly scaledBySize?: boolean;
}

/** A card and an ONNX file that returns the same outputs for every picture; it runs in onnxruntime. */
export function familyModel(model: FamilyModel): { card: ModelCard; bytes: Uint8Array } {
  const base = JSON.parse(cardText(new Uint8Array(), {})) as ModelCard;
  const input = { ...base.input, ...model.input };
  const written = onnxOf(model, input);
  return {
    bytes: written,
    card: JSON.parse(cardText(written, { decoder: model.decoder, input })) as ModelCard,
  };
}

function onnxOf(model: FamilyModel, input: ModelCard['input']): Uint8Array {
  const { dtype = 'float32', batch = 1, width, height, sizeInput } = input;
  const sizes = input.layout === 'NCHW' ? [batch, 3, height, width] : [batch, height, width, 3];
  const graph = message(
    ...zeroFromInput(model).map((node) => bytes(1, node)),
    ...model.outputs.flatMap((output) => outputNodes(output).map((node) => bytes(1, node))),
    text(2, 'family'),
    bytes(5, scalar('zero', 0)),
    bytes(5, scalar('step', 1)),
    ...model.outputs.map(({ name, dims, values }) => bytes(5, tensor(`${name}_values`, dims, values))),
    bytes(11, value(input.name, dtype, model.isDynamic ? sizes.map(() => -1) : sizes)),
    ...(sizeInput ? [bytes(11, value(sizeInput.name, sizeInput.dtype, [batch, 2]))] : []),
    ...model.outputs.map(({ name, type, dims }) => bytes(12, value(name, type ?? 'float32', dims))),
  );
  return message(varint(1, model.ir ?? 8), bytes(7, graph), bytes(8, varint(2, model.opset ?? 13)));
}

/** Zero, computed from the input, so that the input is used; `sizes` if there is an input for the size. */
function zeroFromInput({ isQuantised = false, input }: FamilyModel): Uint8Array[] {
  const quantise = [
    node('QuantizeLinear', ['floats', 'step'], 'quantised'),
    node('DequantizeLinear', ['quantised', 'step'], 'pixels'),
  ];
  const size = input?.sizeInput && [
    node('Cast', [input.sizeInput.name], 'pair', attribute('to', elementTypes.float32)),
    node('Concat', ['pair', 'pair'], 'sizes', attribute('axis', 1)),
  ];
  return [
    node('Cast', ['x'], 'floats', attribute('to', elementTypes.float32)),
    ...(isQuantised ? quantise : [node('Identity', ['floats'], 'pixels')]),
    node('ReduceMax', ['pixels'], 'brightest', attribute('keepdims', 0)),
    node('Mul', ['brightest', 'zero'], 'zeroed'),
    ...(size ?? []),
  ];
}

function outputNodes({ name, type = 'float32', scaledBySize = false }: FamilyOutput): Uint8Array[] {
  return [
    node('Add', [`${name}_values`, 'zeroed'], `${name}_sum`),
    scaledBySize
      ? node('Mul', [`${name}_sum`, 'sizes'], `${name}_scaled`)
      : node('Identity', [`${name}_sum`], `${name}_scaled`),
    node('Cast', [`${name}_scaled`], name, attribute('to', elementTypes[type])),
  ];
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  ...rest: Uint8Array[]
): Uint8Array {
  return message(...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...rest);
}

function attribute(name: string, int: number): Uint8Array {
  return bytes(5, message(text(1, name), varint(3, int), varint(20, 2)));
}

const scalar = (name: string, number: number): Uint8Array => tensor(name, [], [number]);

function tensor(name: string, dims: readonly number[], values: readonly number[]): Uint8Array {
  const data = new Float32Array(dims.reduce((a, b) => a * b, 1));
  data.set(values);
  return message(
    ...dims.map((size) => varint(1, size)),
    varint(2, 1),
    text(8, name),
    bytes(9, new Uint8Array(data.buffer)),
  );
}

function value(name: string, type: ElementType, dims: readonly number[]): Uint8Array {
  const shape = message(...dims.map((size) => bytes(1, size === -1 ? text(2, 'n') : varint(1, size))));
  return message(text(1, name), bytes(2, bytes(1, message(varint(1, elementTypes[type]), bytes(2, shape)))));
}
