import { countCells } from './count-cells.ts';
import { countBuckets, countSlots } from './count-slots.ts';
import { findRuns } from './find-runs.ts';
import { newestEnds, newestStart } from './newest-slots.ts';
import type { ReadFolder } from './read-folder.ts';
import type { ReaderTask } from './reader-messages.ts';
import { searchSlots, slotById } from './search-slots.ts';
import { sumBins } from './sum-bins.ts';

/** Answers one question from the files of a folder; sums are packed. Blocks as long as it takes; has no deadline of its own. */
export function answerQuestion(folder: ReadFolder, task: ReaderTask): unknown {
  switch (task.ask) {
    case 'search':
      return searchSlots(folder, task.query, task.page);
    case 'count':
      return countSlots(folder, task.query, task.limit);
    case 'histogram':
      return countBuckets(folder, task.query, task.edges);
    case 'cells':
      return countCells(folder, task.query, task.resolution);
    case 'byId':
      return slotById(folder, task.eventId);
    case 'episodes':
      return findRuns(folder, task.query, task.rule);
    case 'sums':
      return sumBins(folder, task.query);
    case 'lastSlotEnds':
      return newestEnds(folder, task.cameras);
    case 'newest':
      return newestStart(folder);
  }
}
