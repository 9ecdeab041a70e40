import { runQuery } from './run-query.ts';
import { DamagedDay, ReadFolder } from './read-folder.ts';
import type { ReaderAnswer, ReaderRequest } from './reader-messages.ts';

/** Entry of a reader process: one question at a time, blocking. Its parent kills it when a question takes too long. */
const [, , path] = process.argv;
if (!path || !process.send) throw new Error('reader-child.ts is the entry of a forked process: <folder>');
const folder = new ReadFolder(path);
const tell = (answer: ReaderAnswer): void => void process.send?.(answer);

process.on('disconnect', () => process.exit(0));
process.on('message', ({ id, task }: ReaderRequest) => {
  try {
    tell({ id, value: runQuery(folder, task) });
  } catch (error) {
    const why = Error.isError(error) ? (error.stack ?? error.message) : String(error);
    if (error instanceof DamagedDay) tell({ id, damagedDay: error.day, why });
    else tell({ id, error: why });
  }
});
tell({ ready: true });
