import { type Checked, valid, invalid } from './checked.ts';
import { ProtoFormatError, type ProtoField, bytesOf, fieldsOf, numberOf, textOf } from './proto-reader.ts';

/** An input or output tensor. In `dims`, -1 is a free size; undefined if the file has no shape. */
export interface OnnxValue {
  readonly name: string;
  /** ONNX element type; 1 is float32. */
  readonly type: number;
  readonly dims?: readonly number[];
}

export interface OnnxSummary {
  readonly opset: number;
  readonly nodes: number;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** Larger than ten times the largest useful model. */
export const maxModelBytes = 200_000_000;

/** The newest IR version and operator set of ONNX that onnxruntime 1.30 loads, and the oldest operator set. */
export const onnxVersions = { maxIr: 13, minOpset: 7, maxOpset: 26 } as const;

/** Domains whose operators are part of onnxruntime; other domains need custom operator libraries. */
const runtimeDomains = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);
const maxGraphDepth = 16;

/** Collected from all graphs, nested ones included. */
interface Findings {
  nodes: number;
  external: string[];
  /** `domain::operator` of each node outside the domains of onnxruntime. */
  custom: Set<string>;
  /** `domain::name` of the functions that the model defines; their nodes are checked as well. */
  functions: Set<string>;
}

/**
 * Reads the structure of an ONNX file. Rejects files that are not ONNX, truncated or larger than 200 MB, weights in other files,
 * and operators that onnxruntime does not have. Weights are not read.
 */
export function readOnnx(bytes: Uint8Array): Checked<OnnxSummary> {
  if (bytes.length === 0) return invalid('expected an ONNX model, found an empty file');
  if (bytes.length > maxModelBytes)
    return invalid(`expected at most ${maxModelBytes} bytes, found ${bytes.length}: use a smaller model`);
  try {
    return readModel(bytes);
  } catch (error) {
    if (!(error instanceof ProtoFormatError)) throw error;
    return invalid(
      `expected an ONNX model, but the file ${error.message}: it is damaged, truncated or has another format`,
    );
  }
}

function readModel(bytes: Uint8Array): Checked<OnnxSummary> {
  const findings: Findings = { nodes: 0, external: [], custom: new Set(), functions: new Set() };
  let [opset, ir] = [0, 0];
  const graphs: Uint8Array[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) ir = numberOf(field);
    else if (field.number === 7) graphs.push(bytesOf(field));
    else if (field.number === 8) opset = Math.max(opset, opsetOf(field));
    else if (field.number === 25) readFunction(bytesOf(field), findings);
  }
  const [graph] = graphs;
  if (!graph || opset === 0)
    return invalid(
      'expected an ONNX model with a graph and an operator set, found neither; the file may have another format',
    );
  // Protobuf merges repeated graphs, so the runtime would load parts that are not checked here.
  if (graphs.length > 1) return invalid(`expected one graph, found ${graphs.length}: export the model again`);
  const tensors = readGraph(graph, findings, 0);
  const problems = [...versionProblems(ir, opset), ...problemsOf(findings)];
  return problems.length > 0 ? invalid(...problems) : valid({ opset, nodes: findings.nodes, ...tensors });
}

function versionProblems(ir: number, opset: number): string[] {
  const { maxIr, minOpset, maxOpset } = onnxVersions;
  const problems: string[] = [];
  if (ir > maxIr)
    problems.push(
      `expected IR version ${maxIr} or lower, found ${ir}: the model is newer than the runtime; save it with ir_version 10, or export it with an older release of the exporter`,
    );
  if (opset > maxOpset)
    problems.push(
      `expected operator set ${maxOpset} or lower, found ${opset}: export the model with opset 17, which every current exporter offers`,
    );
  if (opset < minOpset)
    problems.push(
      `expected operator set ${minOpset} or higher, found ${opset}: export the model with opset 17`,
    );
  return problems;
}

function problemsOf({ external, custom, functions }: Findings): string[] {
  const unknown = [...custom].filter((name) => !functions.has(name));
  const problems: string[] = [];
  if (external.length > 0)
    problems.push(`weights "${external[0]}" are in another file: save the model as one file`);
  if (unknown.length > 0)
    problems.push(
      `operators ${unknown.slice(0, 5).join(', ')} are not part of onnxruntime: export the model with standard operators`,
    );
  return problems;
}

/** OperatorSetIdProto: 1 domain, 2 version. Versions of other domains do not count. */
function opsetOf(field: ProtoField): number {
  let [domain, version] = ['', 0];
  for (const inner of fieldsOf(bytesOf(field))) {
    if (inner.number === 1) domain = textOf(inner);
    if (inner.number === 2) version = numberOf(inner);
  }
  return domain === '' || domain === 'ai.onnx' ? version : 0;
}

/** FunctionProto: 1 name, 7 nodes, 10 domain, 11 attributes with default values. */
function readFunction(bytes: Uint8Array, findings: Findings): void {
  let [name, domain] = ['', ''];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) name = textOf(field);
    if (field.number === 7) readNode(bytesOf(field), findings, 0);
    if (field.number === 10) domain = textOf(field);
    if (field.number === 11) readAttribute(bytesOf(field), findings, 0);
  }
  findings.functions.add(`${domain}::${name}`);
}

/** GraphProto: 1 nodes, 5 initialisers, 11 inputs, 12 outputs, 15 sparse initialisers. */
function readGraph(
  bytes: Uint8Array,
  findings: Findings,
  depth: number,
): Pick<OnnxSummary, 'inputs' | 'outputs'> {
  if (depth > maxGraphDepth) throw new ProtoFormatError(`has more than ${maxGraphDepth} nested graphs`);
  const weights = new Set<string>();
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) readNode(bytesOf(field), findings, depth);
    else if (field.number === 5) weights.add(readTensor(bytesOf(field), findings));
    else if (field.number === 11) inputs.push(valueOf(bytesOf(field)));
    else if (field.number === 12) outputs.push(valueOf(bytesOf(field)));
    else if (field.number === 15) readTensors(bytesOf(field), [1, 2], findings);
  }
  return { inputs: inputs.filter((input) => !weights.has(input.name)), outputs };
}

/** NodeProto: 4 operator, 5 attributes, 7 domain. */
function readNode(bytes: Uint8Array, findings: Findings, depth: number): void {
  let [operator, domain] = ['', ''];
  findings.nodes += 1;
  for (const field of fieldsOf(bytes)) {
    if (field.number === 4) operator = textOf(field);
    else if (field.number === 5) readAttribute(bytesOf(field), findings, depth);
    else if (field.number === 7) domain = textOf(field);
  }
  if (!runtimeDomains.has(domain)) findings.custom.add(`${domain}::${operator}`);
}

/** AttributeProto: 5 tensor, 10 tensors, 6 graph, 11 graphs, 22 and 23 sparse tensors. */
function readAttribute(bytes: Uint8Array, findings: Findings, depth: number): void {
  for (const field of fieldsOf(bytes)) {
    if (field.number === 5 || field.number === 10) readTensor(bytesOf(field), findings);
    else if (field.number === 6 || field.number === 11) readGraph(bytesOf(field), findings, depth + 1);
    else if (field.number === 22 || field.number === 23) readTensors(bytesOf(field), [1, 2], findings);
  }
}

function readTensors(bytes: Uint8Array, numbers: readonly number[], findings: Findings): void {
  for (const field of fieldsOf(bytes))
    if (numbers.includes(field.number)) readTensor(bytesOf(field), findings);
}

/** TensorProto: 8 name, 13 external data, 14 location (1 = external). */
function readTensor(bytes: Uint8Array, findings: Findings): string {
  let name = '';
  let external = false;
  for (const field of fieldsOf(bytes)) {
    if (field.number === 8) name = textOf(field);
    external ||= field.number === 13 || (field.number === 14 && field.value === 1);
  }
  if (external) findings.external.push(name);
  return name;
}

/** ValueInfoProto: 1 name, 2 type → 1 tensor → 1 element type, 2 shape → 1 dimensions → 1 size. */
function valueOf(bytes: Uint8Array): OnnxValue {
  let name = '';
  let value: Omit<OnnxValue, 'name'> = { type: 0 };
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) name = textOf(field);
    if (field.number === 2) value = tensorTypeOf(inner(bytesOf(field), 1));
  }
  return { name, ...value };
}

function tensorTypeOf(bytes: Uint8Array | undefined): Omit<OnnxValue, 'name'> {
  let type = 0;
  let dims: number[] | undefined;
  for (const field of bytes ? fieldsOf(bytes) : []) {
    if (field.number === 1) type = numberOf(field);
    if (field.number === 2)
      dims = [...fieldsOf(bytesOf(field))].filter((dim) => dim.number === 1).map(sizeOf);
  }
  return dims ? { type, dims } : { type };
}

function sizeOf(dim: ProtoField): number {
  for (const field of fieldsOf(bytesOf(dim))) if (field.number === 1) return numberOf(field);
  return -1;
}

function inner(bytes: Uint8Array, number: number): Uint8Array | undefined {
  for (const field of fieldsOf(bytes)) if (field.number === number) return bytesOf(field);
  return undefined;
}
