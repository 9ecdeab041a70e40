import 'reflect-metadata';
import { listenRejection } from '@vialog/http-api';
import { environmentOrExit } from '@vialog/configuration';
import { rootLogger } from '@vialog/observability';
import { startFailureReason } from '@vialog/service-runtime';
import { standaloneEnvironment } from './configuration.ts';
import { announce, WatchedLog } from './announce.ts';
import { readable } from './readable-lines.ts';
import { startServer } from './start-server.ts';

const configuration = environmentOrExit(standaloneEnvironment, process);
const rejection = listenRejection(configuration);
if (rejection !== undefined) {
  process.stderr.write(`${rejection}\n`);
  process.exit(1);
}

// JSON lines for machines, short lines for a terminal.
const out = new WatchedLog(process.stderr.isTTY ? readable(process.stderr) : process.stderr);
const logger = rootLogger({ level: configuration.VIALOG_LOG_LEVEL, out });

try {
  const running = await startServer(configuration, logger, process.env['PATH'] ?? '');
  await announce(running, process.stdout, { log: out });
} catch (error) {
  logger.debug({ err: error }, 'the server could not start');
  process.stderr.write(`Vialog could not start: ${failureReason(error)}\n`);
  process.exit(1);
}

function failureReason(error: unknown): string {
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (code !== undefined && ['mkdir', 'open', 'access'].includes(syscall ?? ''))
    return `the data folder ${configuration.VIALOG_DATA_DIR} cannot be used (${code}); set VIALOG_DATA_DIR to a writable folder.`;
  return startFailureReason(error, { host: configuration.VIALOG_HOST, port: configuration.VIALOG_PORT });
}
