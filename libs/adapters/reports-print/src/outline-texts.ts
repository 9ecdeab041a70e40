import type { ReportLanguage } from '@vialog/contracts';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { fontRuns, type FontRun } from './print-fonts.ts';

/** An element with its children under its name, as fast-xml-parser has it with `preserveOrder`. */
type XmlNode = Readonly<Record<string, unknown>> & { readonly ':@'?: Readonly<Record<string, string>> };

const options = { preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' } as const;
const parser = new XMLParser({
  ...options,
  parseAttributeValue: false,
  parseTagValue: false,
  htmlEntities: true,
  trimValues: false,
});
const builder = new XMLBuilder(options);

/**
 * Replaces the texts of a chart by the outlines of their glyphs, so that it looks the same with every renderer and without
 * installed fonts.
 */
export function outlineTexts(svg: string, language: ReportLanguage): string {
  return builder.build((parser.parse(svg) as XmlNode[]).map((node) => outlined(node, language)));
}

function outlined(node: XmlNode, language: ReportLanguage): XmlNode {
  const attributes = node[':@'] ?? {};
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
  if (name === undefined) return node;
  const children = node[name] as readonly XmlNode[];
  if (name !== 'text') return { ...node, [name]: children.map((child) => outlined(child, language)) };
  const text = children.map(textOf).join('');
  return {
    path: [],
    ':@': { d: outlineOf(text, attributes, language), fill: attributes['fill'] ?? '#000000' },
  };
}

function textOf(node: XmlNode): string {
  const text = node['#text'];
  return typeof text === 'string' ? text : '';
}

/** Path of a text at the position, size and anchor of its element. */
function outlineOf(
  text: string,
  attributes: Readonly<Record<string, string>>,
  language: ReportLanguage,
): string {
  const size = Number(attributes['font-size']);
  const runs = fontRuns(text, language).map((run) => layoutOf(run, size));
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  const shift = { middle: width / 2, end: width }[attributes['text-anchor'] ?? ''] ?? 0;
  let x = Number(attributes['x']) - shift;
  const y = Number(attributes['y']);
  return runs
    .map((run) => {
      const start = x;
      x += run.width;
      return run.pathAt(start, y);
    })
    .join('');
}

function layoutOf({ text, font: { glyphs: font } }: FontRun, size: number) {
  const scale = size / font.unitsPerEm;
  const { glyphs, positions, advanceWidth } = font.layout(text);
  const pathAt = (left: number, y: number): string => {
    let x = left;
    return glyphs
      .map((glyph, i) => {
        const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
        const path = glyph.path.transform(scale, 0, 0, -scale, x + xOffset * scale, y - yOffset * scale);
        x += xAdvance * scale;
        return path.toSVG();
      })
      .join('');
  };
  return { width: advanceWidth * scale, pathAt };
}
