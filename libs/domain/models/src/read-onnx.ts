import { type Checked, valid, invalid } from './checked.ts';
import { ProtoFormatError, type ProtoField, bytesOf, fieldsOf, numberOf, textOf } from './proto-reader.ts';

/** A tensor that goes in or out. `dims` holds -1 where a size is free, and is left out where none is recorded. */
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

/** More than ten times the largest model that makes sense here. */
export const maxModelBytes = 200_000_000;

/** Operators of these domains are part of the runtime; every other domain would need foreign code. */
const runtimeDomains = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);
const maxGraphDepth = 16;

/** Collected on the walk over all graphs, inner ones included. */
interface Findings {
  nodes: number;
  external: string[];
  /** `domain::operator` of each node outside the runtime's domains. */
  foreign: Set<string>;
  /** Functions the model brings itself, written in operators that are walked as well. */
  own: Set<string>;
}

/**
 * Reads the structure of an ONNX file and refuses what must not reach the runtime: files that are not ONNX, cut short
 * or larger than 200 MB, weights kept in other files, operators that need foreign code. Weights are not looked at.
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
      `expected an ONNX model, but the file ${error.message}: it is damaged, cut short or something else`,
    );
  }
}

function readModel(bytes: Uint8Array): Checked<OnnxSummary> {
  const findings: Findings = { nodes: 0, external: [], foreign: new Set(), own: new Set() };
  let opset = 0;
  let graph: Uint8Array | undefined;
  for (const field of fieldsOf(bytes)) {
    if (field.number === 7) graph = bytesOf(field);
    else if (field.number === 8) opset = Math.max(opset, opsetOf(field));
    else if (field.number === 25) walkFunction(bytesOf(field), findings);
  }
  if (!graph || opset === 0)
    return invalid(
      'expected an ONNX model with a graph and an operator set, found neither: is this another format?',
    );
  const ends = walkGraph(graph, findings, 0);
  const problems = problemsOf(findings);
  return problems.length > 0 ? invalid(...problems) : valid({ opset, nodes: findings.nodes, ...ends });
}

function problemsOf({ external, foreign, own }: Findings): string[] {
  const unknown = [...foreign].filter((name) => !own.has(name));
  const problems: string[] = [];
  if (external.length > 0)
    problems.push(`weights "${external[0]}" lie in another file: save the model with all weights inside`);
  if (unknown.length > 0)
    problems.push(
      `operators ${unknown.slice(0, 5).join(', ')} need foreign code: export with standard operators`,
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

/** FunctionProto: 1 name, 7 nodes, 10 domain. */
function walkFunction(bytes: Uint8Array, findings: Findings): void {
  let [name, domain] = ['', ''];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) name = textOf(field);
    if (field.number === 7) walkNode(bytesOf(field), findings, 0);
    if (field.number === 10) domain = textOf(field);
  }
  findings.own.add(`${domain}::${name}`);
}

/** GraphProto: 1 nodes, 5 initialisers, 11 inputs, 12 outputs, 15 sparse initialisers. */
function walkGraph(
  bytes: Uint8Array,
  findings: Findings,
  depth: number,
): Pick<OnnxSummary, 'inputs' | 'outputs'> {
  if (depth > maxGraphDepth) throw new ProtoFormatError('holds graphs within graphs without end');
  const weights = new Set<string>();
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) walkNode(bytesOf(field), findings, depth);
    else if (field.number === 5) weights.add(walkTensor(bytesOf(field), findings));
    else if (field.number === 11) inputs.push(valueOf(bytesOf(field)));
    else if (field.number === 12) outputs.push(valueOf(bytesOf(field)));
    else if (field.number === 15) walkTensors(bytesOf(field), [1, 2], findings);
  }
  return { inputs: inputs.filter((input) => !weights.has(input.name)), outputs };
}

/** NodeProto: 4 operator, 5 attributes, 7 domain. */
function walkNode(bytes: Uint8Array, findings: Findings, depth: number): void {
  let [operator, domain] = ['', ''];
  findings.nodes += 1;
  for (const field of fieldsOf(bytes)) {
    if (field.number === 4) operator = textOf(field);
    else if (field.number === 5) walkAttribute(bytesOf(field), findings, depth);
    else if (field.number === 7) domain = textOf(field);
  }
  if (!runtimeDomains.has(domain)) findings.foreign.add(`${domain}::${operator}`);
}

/** AttributeProto: 5 tensor, 10 tensors, 6 graph, 11 graphs, 22 and 23 sparse tensors. */
function walkAttribute(bytes: Uint8Array, findings: Findings, depth: number): void {
  for (const field of fieldsOf(bytes)) {
    if (field.number === 5 || field.number === 10) walkTensor(bytesOf(field), findings);
    else if (field.number === 6 || field.number === 11) walkGraph(bytesOf(field), findings, depth + 1);
    else if (field.number === 22 || field.number === 23) walkTensors(bytesOf(field), [1, 2], findings);
  }
}

function walkTensors(bytes: Uint8Array, numbers: readonly number[], findings: Findings): void {
  for (const field of fieldsOf(bytes))
    if (numbers.includes(field.number)) walkTensor(bytesOf(field), findings);
}

/** TensorProto: 8 name, 13 external data, 14 location (1 = external). */
function walkTensor(bytes: Uint8Array, findings: Findings): string {
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
