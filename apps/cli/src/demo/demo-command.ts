import { parseArgs } from 'node:util';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { connectTo } from '../cameras/server-client.ts';
import { UsageError, type Command } from '../command.ts';

const text = { type: 'string' } as const;
const options = { url: text, 'token-file': text } as const;

export const demoCommand: Command = {
  summary: 'removes the simulated history of the demo town',
  usage: `usage: vialog demo remove-history [--url URL] [--token-file FILE]
  removes the counts, sums and cameras of the simulated history through a running server; the live cameras of the demo stay
  --url         address of the server; default http://127.0.0.1:7070
  --token-file  file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN`,
  run: async (args) => {
    const client = await connectTo(requestOf(args));
    const { cameras, events } = await client.removeDemoHistory();
    process.stdout.write(
      cameras === 0 && events === 0
        ? 'This server has no simulated history.\n'
        : `Removed: ${cameras} cameras and ${events} count events of the simulated history, with all their sums.\n`,
    );
    return 0;
  },
};

/** @throws {UsageError} for invalid arguments */
function requestOf([action, ...rest]: readonly string[]): ServerAddress {
  if (action !== 'remove-history') throw new UsageError(`expected "remove-history", found "${action ?? ''}"`);
  try {
    return serverOf(parseArgs({ args: [...rest], options }).values);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
