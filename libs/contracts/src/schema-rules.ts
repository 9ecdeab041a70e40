import { z } from 'zod';

/** A field of a schema, or an item of a list (`name` then is the list's). */
export interface SchemaSite {
  readonly path: string;
  readonly name: string;
  readonly schema: z.core.$ZodType;
  /** field: a key of an object; item: what a list, union or record holds; root: the schema itself. */
  readonly role: 'root' | 'field' | 'item';
}

/** Words no published, stored or served field may hold: a picture, a person or a thing to follow (docs/privacy.md). */
const forbiddenWord =
  /^(box|boxes|bbox|rect|crop|crops|image|images|jpeg|picture|thumbnail|thumb|embedding|embeddings|feature|features|face|faces|plate|plates|track|tracks|trajectory|person(?:s)?|pixels|frame|mask|keypoints|object|objects|detection|detections)$/i;
/** Lists of numbers could hide a box or an embedding; only these names may be one. */
const numberLists = new Set(['position', 'polygon', 'outline', 'mean', 'std', 'strides']);
/** `person` is a class whose number may be published; it is a number and nothing else. */
const classTallies = new Set(['person']);

/** Every field below a schema, depth first. Wrappers (optional, default, pipe …) are looked through. */
export function sitesOf(root: z.core.$ZodType, at: string): SchemaSite[] {
  return walk({ path: at, name: at, schema: root, role: 'root' }, new Set());
}

function walk(site: SchemaSite, seen: Set<z.core.$ZodType>): SchemaSite[] {
  if (seen.has(site.schema)) return [];
  seen.add(site.schema);
  return [site, ...childrenOf(site).flatMap((child) => walk(child, new Set(seen)))];
}

function childrenOf(site: SchemaSite): SchemaSite[] {
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

/** The schema behind optional, nullable, default, pipe and catch. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) {
    // z.preprocess puts the schema behind a transform, .transform puts it in front of one.
    return unwrap(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  }
  const inner = (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;
  return inner ? unwrap(inner) : schema;
}

/** Why a field breaks the privacy rule, or undefined. */
export function privacyBreach(site: SchemaSite): string | undefined {
  const schema = unwrap(site.schema);
  const words = site.name.split(/(?=[A-Z])|_/);
  const bad = words.find((word) => forbiddenWord.test(word) && !allowedWord(site.name, word));
  if (bad) return `${site.path}: a field may not be called "${bad}"`;
  if (holdsNumbers(schema) && !numberLists.has(site.name))
    return `${site.path}: a list of numbers could hide a box`;
  if (schema instanceof z.ZodAny || schema instanceof z.ZodUnknown)
    return `${site.path}: could hold anything`;
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

/** Why a field breaks the style rules, or undefined. */
export function styleBreach(site: SchemaSite): string | undefined {
  if (!/^[a-z][A-Za-z0-9]*$/.test(site.name)) return `${site.path}: expected camelCase`;
  if (descriptionOf(site.schema) === undefined) return `${site.path}: needs a description with its unit`;
  const isTime = unwrap(site.schema) instanceof z.ZodISODateTime;
  if (isTime && !/At$|^(from|to)$/.test(site.name)) return `${site.path}: a time is called …At`;
  if (!isTime && /At$/.test(site.name)) return `${site.path}: called …At and is not a time`;
  return undefined;
}

function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const inner = (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;
  if (inner) return descriptionOf(inner);
  return schema instanceof z.ZodPipe ? (descriptionOf(schema.in) ?? descriptionOf(schema.out)) : undefined;
}
