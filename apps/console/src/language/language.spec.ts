import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formFields, specOf } from '../forms/camera-form-fields.ts';
import { emptyForm } from '../forms/camera-form.ts';
import { cameraStates } from '../cameras/camera-state.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, path = ''): Map<string, string> {
  const entries = Object.entries(tree).map(([key, value]) =>
    typeof value === 'string' ? new Map([[path + key, value]]) : flat(value, `${path}${key}.`),
  );
  return new Map(entries.flatMap((each) => [...each]));
}
const english = flat(en);
const chinese = flat(zh);
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** Keys without their plural suffix: English has two forms, Chinese has one. */
const keysOf = (texts: ReadonlyMap<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(/_(one|other)$/, '')))].sort();

/** Every key that the sources use literally. */
function usedKeys(): string[] {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.spec.'),
  );
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  return [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1] ?? '');
}

describe('texts of the console', () => {
  it('texts have the same keys in both languages', () => {
    expect(keysOf(chinese)).toEqual(keysOf(english));
  });

  it('texts have the same placeholders in both languages', () => {
    for (const [key, text] of chinese)
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
  });

  it('texts are never empty, and are Chinese in Chinese', () => {
    for (const [key, text] of chinese) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      const written = text.replaceAll(/\{\{[^}]*\}\}/g, '');
      if (/[a-z]{4}/i.test(written) && !/[\u4e00-\u9fff]/.test(written))
        expect(['fieldHelp.url', 'model.digest', 'import.format.geojson', 'import.format.otcm']).toContain(
          key,
        );
    }
  });

  it('texts have a space between Chinese characters and Latin letters, digits or placeholders', () => {
    for (const [key, text] of chinese) {
      expect([key, text]).not.toEqual([key, expect.stringMatching(/[\u4e00-\u9fff][A-Za-z0-9{]/)]);
      expect([key, text]).not.toEqual([key, expect.stringMatching(/[A-Za-z0-9}][\u4e00-\u9fff]/)]);
    }
  });

  it('texts use one Chinese term for each concept', () => {
    for (const [key, text] of chinese)
      expect([key, text]).not.toEqual([key, expect.stringMatching(/摄像机|时段|覆盖率|停用|得分/)]);
  });

  it('texts exist for every key that the sources use', () => {
    const used = usedKeys();
    expect(used.length).toBeGreaterThan(80);
    for (const key of used) expect([key, keysOf(english).includes(key)]).toEqual([key, true]);
  });

  it('every form field has a hint', () => {
    const zoneFields = ['zoneId', 'role', 'siteId', 'slotMs', 'classes', 'polygon', 'bays', 'bayId'];
    for (const field of [...Object.keys(emptyForm('UTC')), ...zoneFields])
      expect([field, english.has(`fieldHint.${field}`)]).toEqual([field, true]);
  });

  it('texts of the console have a label for every field of a camera and for every choice', () => {
    for (const field of formFields) {
      expect([field, english.has(`field.${field}`)]).toEqual([field, true]);
      for (const choice of specOf(field).choices ?? [])
        expect([choice, english.has(`fieldChoice.${field}.${choice}`)]).toEqual([choice, true]);
    }
  });

  it('every camera state has a text', () => {
    for (const state of cameraStates) expect(english.has(`state.${state}`)).toBe(true);
  });
});
