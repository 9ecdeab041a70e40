import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));

describe('the search line in a browser', () => {
  it.each(files)('%s imports nothing at run time but its own folder', (name) => {
    const source = readFileSync(`${folder}/${name}`, 'utf8');
    const imports = [...source.matchAll(/^(import|export) (type )?[^;]*?from '([^']+)'/gms)];
    const outside = imports
      .filter(([, , type, from]) => !type && !from?.startsWith('./'))
      .map((found) => found[3]);
    expect(outside).toEqual([]);
  });
});
