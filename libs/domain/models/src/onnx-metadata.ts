import { bytesOf, fieldsOf, textOf } from './proto-reader.ts';

/** Properties that an exporter adds, by key; Ultralytics: `names`, `imgsz`, `stride`. Long values are cut. */
export type OnnxMetadata = ReadonlyMap<string, string>;

const maxValueLength = 100_000;
const maxProperties = 200;

/** ModelProto: 14 properties with 1 key, 2 value. @throws {ProtoFormatError} when the bytes are not a protobuf message */
export function readMetadata(model: Uint8Array): OnnxMetadata {
  const properties = new Map<string, string>();
  for (const field of fieldsOf(model)) {
    if (field.number !== 14 || properties.size >= maxProperties) continue;
    let [key, value] = ['', ''];
    for (const inner of fieldsOf(bytesOf(field))) {
      if (inner.number === 1) key = textOf(inner);
      if (inner.number === 2) value = textOf(inner).slice(0, maxValueLength);
    }
    properties.set(key, value);
  }
  return properties;
}

/**
 * Labels of the property `names`, as a Python dictionary (`{0: 'person', 1: 'car'}`), a Python list or a JSON list. Undefined if
 * there is none, or its numbers have gaps.
 */
export function labelsOf(metadata: OnnxMetadata): string[] | undefined {
  const text = metadata.get('names') ?? metadata.get('classes') ?? metadata.get('labels');
  if (text === undefined) return undefined;
  const entries = [...text.matchAll(/(?:(\d+)\s*:\s*)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)];
  const labels = entries.map(([, , single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1'));
  const inOrder = entries.every(([, number], i) => number === undefined || Number(number) === i);
  return labels.length > 0 && inOrder ? labels : undefined;
}

/** Height and width of the property `imgsz`, `[640, 640]`, px. */
export function sizeOf(metadata: OnnxMetadata): { width: number; height: number } | undefined {
  const [height, width = height] = (metadata.get('imgsz')?.match(/\d+/g) ?? []).map(Number);
  return height === undefined || width === undefined ? undefined : { width, height };
}
