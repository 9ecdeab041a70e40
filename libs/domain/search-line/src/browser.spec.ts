import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
/** Packages without zod and without Node APIs. */
const allowed = ['@vialog/contracts/vocabulary', '@vialog/geometry', 'fastest-levenshtein'];

describe('the bundle of the search line for browsers', () => {
  it.each(files)('module %s of the search line imports only browser-safe modules at run time', (name) => {
    const source = readFileSync(`${folder}/${name}`, 'utf8');
    const imports = [...source.matchAll(/^(import|export) (type )?[^;]*?from '([^']+)'/gms)];
    const rejected = imports
      .filter(([, , type, from = '']) => !type && !from.startsWith('./') && !allowed.includes(from))
      .map((found) => found[3]);
    expect(rejected).toEqual([]);
  });
});
