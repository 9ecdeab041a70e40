import { type OnnxGraph, prune } from '../onnx-graph.ts';
import { addBiasToConv } from './bias.ts';
import { dropIdentities } from './identities.ts';
import { givePaddingToWindows } from './padding.ts';
import { joinTransposes } from './transposes.ts';

/** Padding is merged after the Transposes between it and its window operator are removed. */
const passes = [addBiasToConv, joinTransposes, givePaddingToWindows];

/**
 * Rewrites that do not change results. Unused nodes are removed after each pass, because the next pass would count them
 * as readers.
 */
export function simplify(graph: OnnxGraph): void {
  prune(graph);
  for (const pass of passes) {
    pass(graph);
    dropIdentities(graph);
    prune(graph);
  }
}
