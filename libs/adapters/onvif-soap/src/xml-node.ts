import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as the parser returns it: elements and attributes (`@name`) by local name. */
export type XmlNode = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true, // decodes numeric character references too
  maxNestedTags: 40,
});

/**
 * Parses a response of a device. Rejects document type declarations, because ONVIF has none and entities could expand without
 * end or name files (XXE).
 * @returns undefined when the text is not XML
 */
export function parseXml(text: string): XmlNode | undefined {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return undefined;
  try {
    if (XMLValidator.validate(text) !== true) return undefined;
    return asNode(parser.parse(text));
  } catch {
    return undefined; // nested too deeply, or an invalid character reference
  }
}

/** The first element at a path of local names. */
export function nodeAt(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => nodesAt(at, name)[0], node);
}

/** All elements with a local name; elements without children and attributes are left out. */
export function nodesAt(node: XmlNode | undefined, name: string): XmlNode[] {
  return valuesAt(node, name)
    .map(asNode)
    .filter((value) => value !== undefined);
}

/** The text of the first element at a path; undefined when it is absent or empty. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  const name = path.at(-1) ?? '';
  return textsAt(nodeAt(node, ...path.slice(0, -1)), name)[0];
}

/** The texts of all elements with a local name, without empty ones. */
export function textsAt(node: XmlNode | undefined, name: string): string[] {
  return valuesAt(node, name).flatMap((value) => {
    const text = typeof value === 'string' ? value : asNode(value)?.['#text'];
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [];
  });
}

/** A text of a device for people: one line without control and formatting characters. */
export function readableAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  return readable(textAt(node, ...path));
}

export function readable(text: string | undefined): string | undefined {
  const clean = text?.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return clean === undefined || clean === '' ? undefined : clean.slice(0, 200);
}

/** A number of a device; undefined unless it is finite and not negative. */
export function numberAt(node: XmlNode | undefined, ...path: readonly string[]): number | undefined {
  const text = textAt(node, ...path);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

function valuesAt(node: XmlNode | undefined, name: string): readonly unknown[] {
  const value = node !== undefined && Object.hasOwn(node, name) ? node[name] : undefined;
  return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
}

const asNode = (value: unknown): XmlNode | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as XmlNode) : undefined;
