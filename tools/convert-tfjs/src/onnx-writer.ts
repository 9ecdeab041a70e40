import { exactHalf } from './half.ts';
import type { OnnxAttr, OnnxGraph, OnnxNode } from './onnx-graph.ts';
import { ProtoWriter } from './protobuf.ts';
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
  return new ProtoWriter()
    .int(1, irVersion)
    .text(2, producer)
    .message(7, (out) => writeGraph(out, graph))
    .message(8, (out) => out.text(1, '').int(2, opset))
    .finish();
}

function writeGraph(out: ProtoWriter, graph: OnnxGraph): void {
  const halves = new Map([...graph.constants].flatMap(([name, tensor]) => halfEntry(name, tensor)));
  for (const name of halves.keys()) out.message(1, (node) => writeNode(node, castOf(name)));
  for (const node of graph.nodes) out.message(1, (inner) => writeNode(inner, node));
  out.text(2, graph.name);
  for (const [name, tensor] of graph.constants)
    out.message(5, (inner) => writeTensor(inner, name, tensor, halves));
  for (const input of graph.inputs) out.message(11, (inner) => writeValue(inner, input.name, input.dims));
  for (const name of graph.outputs) out.message(12, (inner) => writeValue(inner, name));
}

function halfEntry(name: string, tensor: Tensor): (readonly [string, Uint8Array])[] {
  if (tensor.dtype !== 'float32' || tensor.data.length < minValuesForHalf) return [];
  const view = new DataView(new ArrayBuffer(tensor.data.length * 2));
  for (const [i, value] of tensor.data.entries()) {
    const half = exactHalf(value);
    if (half === undefined) return [];
    view.setUint16(i * 2, half, true);
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

function writeNode(out: ProtoWriter, node: OnnxNode): void {
  for (const input of node.inputs) out.text(1, input);
  for (const output of node.outputs) out.text(2, output);
  out.text(3, node.outputs[0] ?? '').text(4, node.op);
  for (const [name, attr] of Object.entries(node.attrs))
    out.message(5, (inner) => writeAttr(inner, name, attr));
}

function writeAttr(out: ProtoWriter, name: string, attr: OnnxAttr): void {
  out.text(1, name);
  if ('int' in attr) out.int(3, attr.int).int(20, attributeTypes.int);
  else if ('float' in attr) out.float(2, attr.float).int(20, attributeTypes.float);
  else if ('text' in attr) out.text(4, attr.text).int(20, attributeTypes.text);
  else {
    for (const value of attr.ints) out.int(8, value);
    out.int(20, attributeTypes.ints);
  }
}

function writeTensor(
  out: ProtoWriter,
  name: string,
  tensor: Tensor,
  halves: ReadonlyMap<string, Uint8Array>,
): void {
  const half = halves.get(name);
  for (const dim of tensor.dims) out.int(1, dim);
  out.int(2, half === undefined ? tensorTypes[tensor.dtype] : tensorTypes.float16);
  out.text(8, half === undefined ? name : halfName(name));
  out.bytes(9, half ?? littleEndian(tensor));
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
function writeValue(out: ProtoWriter, name: string, dims?: readonly number[]): void {
  out.text(1, name).message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.int(1, tensorTypes.float32);
      if (dims) tensor.message(2, (shape) => dims.forEach((dim) => writeDim(shape, dim)));
    }),
  );
}

function writeDim(shape: ProtoWriter, dim: number): void {
  shape.message(1, (out) => (dim >= 0 ? out.int(1, dim) : out.text(2, 'free')));
}
