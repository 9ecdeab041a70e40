import { type OnnxGraph, prune } from '../onnx-graph.ts';
import { addBiasToConv } from './bias.ts';
import { dropIdentities } from './identities.ts';
import { givePaddingToWindows } from './padding.ts';
import { joinTransposes } from './transposes.ts';

/** Padding meets its window only after the Transposes between them are gone. */
const PASSES = [addBiasToConv, joinTransposes, givePaddingToWindows];

/** Rewrites that keep every result. Dead nodes go after each pass, or they would count as readers in the next. */
export function simplify(graph: OnnxGraph): void {
  prune(graph);
  for (const pass of PASSES) {
    pass(graph);
    dropIdentities(graph);
    prune(graph);
  }
}
