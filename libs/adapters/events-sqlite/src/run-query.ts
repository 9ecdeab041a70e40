import { countCells } from './count-cells.ts';
import { countBuckets, countSlots } from './count-slots.ts';
import { searchEpisodes } from './search-episodes.ts';
import { newestEnds, newestStart } from './newest-slots.ts';
import type { ReadFolder } from './read-folder.ts';
import type { ReadQuery } from './reader-messages.ts';
import { searchSlots, slotById } from './search-slots.ts';
import { sumBins } from './sum-bins.ts';

/** Runs a query on the files of a folder; returns sums packed. Blocking and without a deadline. */
export function runQuery(folder: ReadFolder, query: ReadQuery): unknown {
  switch (query.kind) {
    case 'search':
      return searchSlots(folder, query.query, query.page);
    case 'count':
      return countSlots(folder, query.query, query.limit);
    case 'histogram':
      return countBuckets(folder, query.query, query.edges);
    case 'cells':
      return countCells(folder, query.query, query.resolution);
    case 'byId':
      return slotById(folder, query.eventId);
    case 'episodes':
      return searchEpisodes(folder, query.query, query.rule);
    case 'sums':
      return sumBins(folder, query.query);
    case 'lastSlotEnds':
      return newestEnds(folder, query.cameras);
    case 'newest':
      return newestStart(folder);
  }
}
