import { z } from 'zod';

/** A field of a schema, or an item of a list (`name` then is the list's). */
export interface SchemaField {
  readonly path: string;
  readonly name: string;
  readonly schema: z.core.$ZodType;
  /** field: a key of an object; item: what a list, union or record holds; root: the schema itself. */
  readonly role: 'root' | 'field' | 'item';
}

/** Words that no published, stored or served field name may contain: pictures, persons and tracks (docs/privacy.md). */
const forbiddenWord =
  /^(box|boxes|bbox|rect|crop|crops|image|images|jpeg|picture|thumbnail|thumb|embedding|embeddings|feature|features|face|faces|plate|plates|track|tracks|trajectory|person(?:s)?|pixels|frame|mask|keypoints|object|objects|detection|detections)$/i;
/** A list of numbers could contain a box or an embedding; only fields with these names may be one. */
const numberLists = new Set(['position', 'polygon', 'line', 'outline', 'mean', 'std', 'strides']);
/** `person` is a class whose count may be published; the field holds a number only. */
const classTallies = new Set(['person']);

/** Returns every field below a schema, depth first, without wrappers (optional, default, pipe …). */
export function fieldsOf(root: z.core.$ZodType, at: string): SchemaField[] {
  return walk({ path: at, name: at, schema: root, role: 'root' }, new Set());
}

function walk(site: SchemaField, seen: Set<z.core.$ZodType>): SchemaField[] {
  if (seen.has(site.schema)) return [];
  seen.add(site.schema);
  return [site, ...childrenOf(site).flatMap((child) => walk(child, new Set(seen)))];
}

function childrenOf(site: SchemaField): SchemaField[] {
  const schema = unwrap(site.schema);
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema._zod.def.shape).map(([name, field]) => ({
      path: `${site.path}.${name}`,
      name,
      schema: field as z.core.$ZodType,
      role: 'field' as const,
    }));
  }
  return partsOf(schema).map((part) => ({
    ...site,
    path: `${site.path}[]`,
    schema: part,
    role: 'item' as const,
  }));
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodUnion || schema instanceof z.ZodDiscriminatedUnion) return schema.options;
  if (schema instanceof z.ZodTuple) return schema._zod.def.items;
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}

/** Removes optional, nullable, default, pipe and catch from a schema. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) {
    // z.preprocess puts the schema after a transform, .transform puts it before one.
    return unwrap(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  }
  const inner = (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;
  return inner ? unwrap(inner) : schema;
}

/** Describes how a field violates the privacy rule; undefined if it does not. */
export function privacyViolation(site: SchemaField): string | undefined {
  const schema = unwrap(site.schema);
  const words = site.name.split(/(?=[A-Z])|_/);
  const bad = words.find((word) => forbiddenWord.test(word) && !allowedWord(site.name, word));
  if (bad) return `${site.path}: a field name must not contain "${bad}"`;
  if (holdsNumbers(schema) && !numberLists.has(site.name))
    return `${site.path}: a list of numbers could contain a box`;
  if (schema instanceof z.ZodAny || schema instanceof z.ZodUnknown)
    return `${site.path}: could contain anything`;
  return undefined;
}

const allowedWord = (name: string, word: string): boolean =>
  (classTallies.has(name) && word === name) ||
  /^(frames(Used|Reused|Expected|PerMinute)|lastFrameAt)$/.test(name);

function holdsNumbers(schema: z.core.$ZodType): boolean {
  return (
    partsOf(schema).some((part) => {
      const inner = unwrap(part);
      return inner instanceof z.ZodNumber || (schema instanceof z.ZodArray && holdsNumbers(inner));
    }) &&
    !(schema instanceof z.ZodUnion) &&
    !(schema instanceof z.ZodRecord)
  );
}

/** Describes how a field violates the style rules; undefined if it does not. */
export function styleViolation(site: SchemaField): string | undefined {
  if (!/^[a-z][A-Za-z0-9]*$/.test(site.name)) return `${site.path}: expected camelCase`;
  if (descriptionOf(site.schema) === undefined) return `${site.path}: needs a description with its unit`;
  const isTime = unwrap(site.schema) instanceof z.ZodISODateTime;
  if (isTime && !/At$|^(from|to)$/.test(site.name)) return `${site.path}: the name of a time ends in At`;
  if (!isTime && /At$/.test(site.name))
    return `${site.path}: the name ends in At but the field is not a time`;
  return undefined;
}

function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const inner = (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;
  if (inner) return descriptionOf(inner);
  return schema instanceof z.ZodPipe ? (descriptionOf(schema.in) ?? descriptionOf(schema.out)) : undefined;
}
