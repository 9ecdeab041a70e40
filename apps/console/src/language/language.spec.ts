import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
const [english, chinese] = [flat(en), flat(zh)];
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** Every literal key the sources ask for. */
function askedKeys(): string[] {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.spec.'),
  );
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  return [...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1] ?? '');
}

describe('the words of the console', () => {
  it('are the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leave the same holes in both languages', () => {
    for (const [key, text] of english)
      expect([key, holes(chinese.get(key) ?? '')]).toEqual([key, holes(text)]);
  });

  it('are never empty, and Chinese words are Chinese', () => {
    for (const [key, text] of chinese) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      if (/[a-z]{4}/i.test(text) && !/[\u4e00-\u9fff]/.test(text))
        expect(['add.urlHint', 'model.digest']).toContain(key);
    }
  });

  it('hold every key the sources ask for', () => {
    const asked = askedKeys();
    expect(asked.length).toBeGreaterThan(80);
    for (const key of asked) expect([key, english.has(key)]).toEqual([key, true]);
  });

  it('say of every field what it takes', () => {
    const zoneFields = ['zoneId', 'role', 'siteId', 'slotMs', 'classes', 'polygon', 'bays', 'bayId'];
    for (const field of [...Object.keys(emptyForm('UTC')), ...zoneFields])
      expect(english.has(`takes.${field}`)).toBe(true);
  });

  it('name every state', () => {
    for (const state of cameraStates) expect(english.has(`state.${state}`)).toBe(true);
  });
});
