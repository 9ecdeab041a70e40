import { DamagedDay } from './damaged-day.ts';
import { ReadFolder } from './read-folder.ts';
import { runQuery } from './run-query.ts';
import type { ReaderReply, ReaderRequest } from './reader-messages.ts';

/** Entry of a reader process: runs one query at a time, blocking. The parent kills it when a query exceeds its deadline. */
const [, , path] = process.argv;
if (!path || !process.send) throw new Error('reader-child.ts must be forked with one argument: <folder>');
const folder = new ReadFolder(path);
const send = (reply: ReaderReply): void => void process.send?.(reply);

process.on('disconnect', () => process.exit(0));
process.on('message', ({ id, task }: ReaderRequest) => {
  try {
    send({ id, value: runQuery(folder, task) });
  } catch (error) {
    const why = Error.isError(error) ? (error.stack ?? error.message) : String(error);
    if (error instanceof DamagedDay) send({ id, damagedDay: error.day, why });
    else send({ id, error: why });
  }
});
send({ ready: true });
