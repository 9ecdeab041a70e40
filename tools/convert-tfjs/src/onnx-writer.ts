import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { OnnxAttr, OnnxGraph, OnnxNode } from './onnx-graph.ts';
import { type Tensor, sizeOf } from './tensor.ts';

/** Field numbers and enums: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const irVersion = 8;
const opset = 13;
const tensorTypes = { float32: 1, int64: 7, bool: 9, float16: 10 } as const;
const attributeTypes = { float: 1, int: 2, text: 3, ints: 7 } as const;

/** With fewer values, a Cast node needs more bytes than half precision saves. */
const minValuesForHalf = 256;

/**
 * Writes the graph as an ONNX model (IR 8, opset 13). The output is deterministic.
 * Float constants that are exact in half precision are stored as halves with a Cast, which the
 * runtime folds at load. Nothing is rounded.
 */
export function writeOnnx(graph: OnnxGraph, producer: string): Uint8Array {
  const out = new BinaryWriter();
  writeInt(out, 1, irVersion);
  writeText(out, 2, producer);
  writeMessage(out, 7, () => writeGraph(out, graph));
  writeMessage(out, 8, () => {
    writeText(out, 1, '');
    writeInt(out, 2, opset);
  });
  return out.finish();
}

function writeGraph(out: BinaryWriter, graph: OnnxGraph): void {
  const halves = new Map([...graph.constants].flatMap(([name, tensor]) => halfEntry(name, tensor)));
  for (const name of halves.keys()) writeMessage(out, 1, () => writeNode(out, castOf(name)));
  for (const node of graph.nodes) writeMessage(out, 1, () => writeNode(out, node));
  writeText(out, 2, graph.name);
  for (const [name, tensor] of graph.constants)
    writeMessage(out, 5, () => writeTensor(out, name, tensor, halves.get(name)));
  for (const input of graph.inputs) writeMessage(out, 11, () => writeValue(out, input.name, input.dims));
  for (const name of graph.outputs) writeMessage(out, 12, () => writeValue(out, name));
}

function halfEntry(name: string, tensor: Tensor): (readonly [string, Uint8Array])[] {
  if (tensor.dtype !== 'float32' || tensor.data.length < minValuesForHalf) return [];
  const view = new DataView(new ArrayBuffer(tensor.data.length * 2));
  for (const [i, value] of tensor.data.entries()) {
    if (!Object.is(Math.f16round(value), value)) return [];
    view.setFloat16(i * 2, value, true);
  }
  return [[name, new Uint8Array(view.buffer)]];
}

function castOf(name: string): OnnxNode {
  return {
    op: 'Cast',
    inputs: [halfName(name)],
    outputs: [name],
    attrs: { to: { int: tensorTypes.float32 } },
  };
}

function halfName(name: string): string {
  return `${name}:half`;
}

function writeNode(out: BinaryWriter, node: OnnxNode): void {
  for (const input of node.inputs) writeText(out, 1, input);
  for (const output of node.outputs) writeText(out, 2, output);
  writeText(out, 3, node.outputs[0] ?? '');
  writeText(out, 4, node.op);
  for (const [name, attr] of Object.entries(node.attrs))
    writeMessage(out, 5, () => writeAttr(out, name, attr));
}

function writeAttr(out: BinaryWriter, name: string, attr: OnnxAttr): void {
  writeText(out, 1, name);
  if ('int' in attr) writeInt(out, 3, attr.int);
  else if ('float' in attr) out.tag(2, WireType.Bit32).float(attr.float);
  else if ('text' in attr) writeText(out, 4, attr.text);
  else for (const value of attr.ints) writeInt(out, 8, value);
  writeInt(out, 20, attributeTypeOf(attr));
}

function attributeTypeOf(attr: OnnxAttr): number {
  if ('int' in attr) return attributeTypes.int;
  if ('float' in attr) return attributeTypes.float;
  return 'text' in attr ? attributeTypes.text : attributeTypes.ints;
}

/** @param half the values in half precision; undefined: the tensor is written as it is */
function writeTensor(out: BinaryWriter, name: string, tensor: Tensor, half: Uint8Array | undefined): void {
  for (const dim of tensor.dims) writeInt(out, 1, dim);
  writeInt(out, 2, half === undefined ? tensorTypes[tensor.dtype] : tensorTypes.float16);
  writeText(out, 8, half === undefined ? name : halfName(name));
  out.tag(9, WireType.LengthDelimited).bytes(half ?? littleEndian(tensor));
}

function littleEndian(tensor: Tensor): Uint8Array {
  if (tensor.dtype === 'bool') return tensor.data;
  const width = tensor.dtype === 'float32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(sizeOf(tensor.dims) * width));
  if (tensor.dtype === 'float32') tensor.data.forEach((value, i) => view.setFloat32(i * 4, value, true));
  else tensor.data.forEach((value, i) => view.setBigInt64(i * 8, value, true));
  return new Uint8Array(view.buffer);
}

/** @param dims omitted for outputs: the runtime infers them */
function writeValue(out: BinaryWriter, name: string, dims?: readonly number[]): void {
  writeText(out, 1, name);
  writeMessage(out, 2, () =>
    writeMessage(out, 1, () => {
      writeInt(out, 1, tensorTypes.float32);
      if (dims) writeMessage(out, 2, () => dims.forEach((dim) => writeDim(out, dim)));
    }),
  );
}

function writeDim(out: BinaryWriter, dim: number): void {
  writeMessage(out, 1, () => (dim >= 0 ? writeInt(out, 1, dim) : writeText(out, 2, 'free')));
}

function writeInt(out: BinaryWriter, field: number, value: number | bigint): void {
  out.tag(field, WireType.Varint).int64(value);
}

function writeText(out: BinaryWriter, field: number, value: string): void {
  out.tag(field, WireType.LengthDelimited).string(value);
}

function writeMessage(out: BinaryWriter, field: number, write: () => void): void {
  out.tag(field, WireType.LengthDelimited).fork();
  write();
  out.join();
}
