import { ConvertError } from './convert-error.ts';

/** What this tool reads of a TFJS `model.json` in the graph-model format. */
export interface TfjsModel {
  readonly format: 'graph-model';
  readonly generatedBy?: string;
  readonly convertedBy?: string;
  readonly signature?: { readonly outputs?: Readonly<Record<string, unknown>> };
  readonly modelTopology: { readonly node: readonly RawNode[] };
  readonly weightsManifest: readonly WeightGroup[];
}

export interface RawNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, RawAttr>>;
}

/** A TensorFlow attribute as JSON: 64-bit integers are strings, byte strings are base64. */
export interface RawAttr {
  readonly s?: string;
  readonly i?: string | number;
  readonly f?: string | number;
  readonly b?: boolean;
  readonly type?: string | number;
  readonly shape?: { readonly dim?: readonly { readonly size: string | number }[] };
  readonly list?: { readonly i?: readonly (string | number)[] };
}

export interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly WeightSpec[];
}

export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

/**
 * Reads the text of a `model.json`.
 * @throws {ConvertError} for anything but a TFJS graph model; a layers model is named as such
 */
export function parseTfjsModel(text: string): TfjsModel {
  const model = parseJson(text) as Partial<Omit<TfjsModel, 'format'>> & { format?: string };
  if (model.format === 'layers-model')
    throw new ConvertError(
      'expected a TFJS graph model, found a layers model: convert it to a graph model first',
    );
  if (!Array.isArray(model.modelTopology?.node))
    throw new ConvertError(
      'expected a TFJS graph model with modelTopology.node, found none: is this a model.json?',
    );
  if (!Array.isArray(model.weightsManifest))
    throw new ConvertError(
      'expected weightsManifest beside modelTopology, found none: the model.json is incomplete',
    );
  return model as TfjsModel;
}

function parseJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new ConvertError('the model file is not JSON: give the model.json, not a .bin file', { cause });
  }
  throw new ConvertError('the model file holds no JSON object: give the model.json of a graph model');
}
