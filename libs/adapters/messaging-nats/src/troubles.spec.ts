import { expect, it } from '@jest/globals';
import { Troubles } from './troubles.ts';

it('a trouble is told once, and again when it comes back after it was over', () => {
  const lines: string[] = [];
  const troubles = new Troubles((line) => lines.push(line));
  for (const line of ['away', 'full', 'away', 'full']) troubles.tell(line);
  expect(lines).toEqual(['away', 'full']);
  troubles.over();
  troubles.tell('away');
  expect(lines).toEqual(['away', 'full', 'away']);
});
