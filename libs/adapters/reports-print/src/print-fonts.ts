import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReportLanguage } from '@vialog/contracts';
import { create, type Font } from 'fontkit';
import { readFileSync } from 'node:fs';

export interface PrintFont {
  /** Name of the family in documents. */
  readonly name: string;
  readonly regular: string;
  readonly bold: string;
  /** Glyphs of the regular font. */
  readonly glyphs: Font;
}

/** A part of a text that is written in one font. */
export interface FontRun {
  readonly text: string;
  readonly font: PrintFont;
}

const { resolve } = createRequire(import.meta.url);
const folderOf = (name: string): string => join(dirname(resolve(name)), '../fonts');

/** Latin, Greek and Cyrillic. */
const latin = openFont('Latin', join(folderOf('@embedpdf/fonts-latin'), 'NotoSans'), 'ttf');
/** The characters of GB 18030, also rare ones of names, with Latin letters of their own. */
const han = openFont('Han', join(folderOf('@embedpdf/fonts-sc'), 'NotoSansHans'), 'otf');

/** The fonts in the order of preference of a language. */
export const printFonts: Readonly<Record<ReportLanguage, readonly [PrintFont, PrintFont]>> = {
  en: [latin, han],
  zh: [han, latin],
};

function openFont(name: string, stem: string, extension: string): PrintFont {
  const regular = `${stem}-Regular.${extension}`;
  const glyphs = create(readFileSync(regular));
  if (!('layout' in glyphs)) throw new Error(`${regular} is a collection of fonts; expected one font`);
  return { name, regular, bold: `${stem}-Bold.${extension}`, glyphs };
}

/**
 * Splits a text into runs. A character is written in the font of the one before it if it is there, or else in the first font
 * that has it. A character that no font has becomes an empty box.
 */
export function fontRuns(text: string, language: ReportLanguage): FontRun[] {
  const fonts = printFonts[language];
  const runs: { text: string; font: PrintFont }[] = [];
  for (const character of text) {
    const has = ({ glyphs }: PrintFont): boolean =>
      glyphs.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    const font = last && has(last.font) ? last.font : (fonts.find(has) ?? last?.font ?? fonts[0]);
    if (last?.font === font) last.text += character;
    else runs.push({ text: character, font });
  }
  return runs;
}
