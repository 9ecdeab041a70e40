import { VialogServer } from '@vialog/testkit';
import type { Part } from './part.ts';
import { searchableDelays, searchableMethod, searchableRows } from './searchable-delays.ts';

/** From the end of a slot until it can be searched. */
export const searchable: Part = {
  name: 'searchable',
  title: 'Slot end → searchable',
  method: `A standalone server with ${searchableMethod}`,
  run: async (options) => {
    const server = await VialogServer.start();
    try {
      const delays = await searchableDelays(server, options);
      return searchableRows(delays, { command: 'npm run bench -- searchable', limit: 3, aim: 2.2 });
    } finally {
      await server.remove();
    }
  },
};
