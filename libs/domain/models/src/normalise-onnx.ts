import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { bytesOf, fieldsOf, type ProtoField, textOf } from './proto-reader.ts';

export interface NormalisedOnnx {
  readonly bytes: Uint8Array;
  /** Initialisers that are no longer listed as inputs. */
  readonly removedInputs: number;
}

/** From this IR version on, initialisers need not be inputs. */
const irOfSeparateInitialisers = 4;

/**
 * Removes initialisers from the inputs of the graph: as inputs they could be replaced at every run, so the runtime can fold no
 * constants. Old exporters list all of them. Returns the same bytes if there are none.
 * @throws {ProtoFormatError} when the bytes are not a protobuf message
 */
export function normaliseOnnx(bytes: Uint8Array): NormalisedOnnx {
  const fields = [...fieldsOf(bytes)];
  const graph = fields.find((field) => field.number === 7);
  if (!graph) return { bytes, removedInputs: 0 };
  const inGraph = [...fieldsOf(bytesOf(graph))];
  const weights = new Set(inGraph.filter((field) => field.number === 5).map((field) => nameOf(field, 8)));
  const kept = inGraph.filter((field) => field.number !== 11 || !weights.has(nameOf(field, 1)));
  const removedInputs = inGraph.length - kept.length;
  if (removedInputs === 0) return { bytes, removedInputs };
  const rewritten = fields.map((field): ProtoField => {
    if (field === graph) return { number: 7, value: written(kept) };
    const isOld = field.number === 1 && Number(field.value) < irOfSeparateInitialisers;
    return isOld ? { number: 1, value: irOfSeparateInitialisers } : field;
  });
  return { bytes: written(rewritten), removedInputs };
}

function nameOf(field: ProtoField, number: number): string {
  for (const inner of fieldsOf(bytesOf(field))) if (inner.number === number) return textOf(inner);
  return '';
}

function written(fields: readonly ProtoField[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const { number, value } of fields) {
    if (typeof value === 'number') writer.tag(number, WireType.Varint).int64(value);
    else writer.tag(number, WireType.LengthDelimited).bytes(value);
  }
  return writer.finish();
}
