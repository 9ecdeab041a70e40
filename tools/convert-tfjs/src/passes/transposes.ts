import { type OnnxGraph, type OnnxNode, mapProducers } from '../onnx-graph.ts';

/** Merges consecutive Transposes; a Transpose without effect becomes an Identity. */
export function joinTransposes(graph: OnnxGraph): void {
  const producers = mapProducers(graph);
  for (const node of graph.nodes) {
    if (node.op !== 'Transpose') continue;
    let before = producers.get(node.inputs[0] ?? '');
    while (before?.op === 'Transpose' || before?.op === 'Identity') {
      const first = permOf(before);
      node.attrs['perm'] = { ints: permOf(node).map((axis) => first[axis] ?? axis) };
      node.inputs = [...before.inputs];
      before = producers.get(node.inputs[0] ?? '');
    }
    if (permOf(node).every((axis, i) => axis === i)) becomeIdentity(node);
  }
}

export function permOf(node: OnnxNode): readonly number[] {
  const perm = node.attrs['perm'];
  return perm && 'ints' in perm ? perm.ints : [];
}

function becomeIdentity(node: OnnxNode): void {
  node.op = 'Identity';
  node.attrs = {};
}
