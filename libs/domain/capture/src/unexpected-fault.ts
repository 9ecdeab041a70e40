import { scrubCredentials } from '@vialog/network-guard';
import type { StreamFault } from './stream-fault.ts';

const maxChars = 200;
const shortages: Readonly<Record<string, string>> = {
  EMFILE: 'the process has reached its limit of open files; raise it (ulimit -n)',
  ENFILE: 'the host has reached its limit of open files; raise it (fs.file-max)',
  EAGAIN: 'the host has reached its limit of processes; raise it (ulimit -u)',
  ENOMEM: 'the host is out of memory; sample fewer streams or add memory',
};

/** Turns an unexpected error into a fault: names the resource that ran out, otherwise the first line of the error. */
export function unexpectedFault(error: unknown): StreamFault {
  const shortage = shortages[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  const firstLine = scrubCredentials(String(error)).split('\n', 1)[0] ?? '';
  const detail = shortage ?? `unexpected error of the stream (${firstLine.slice(0, maxChars)})`;
  return { reason: 'offline', detail };
}
