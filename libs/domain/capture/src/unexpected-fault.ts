import { scrubCredentials } from '@vialog/network-guard';
import type { StreamFault } from './stream-fault.ts';

const longest = 200;
const shortages: Readonly<Record<string, string>> = {
  EMFILE: 'the server has no open files left for this stream; raise its limit of open files (ulimit -n)',
  ENFILE: 'the host has no open files left for this stream; raise its limit of open files (fs.file-max)',
  EAGAIN: 'the host starts no more processes; raise its limit of processes (ulimit -u)',
  ENOMEM: 'the host has no memory left for this stream; watch fewer streams or add memory',
};

/** What nobody foresaw, as a fault: the shortage it comes from if it is one, otherwise the error itself, shortened. */
export function unexpectedFault(error: unknown): StreamFault {
  const shortage = shortages[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  const firstLine = scrubCredentials(String(error)).split('\n', 1)[0] ?? '';
  const detail = shortage ?? `the stream failed in a way nobody foresaw (${firstLine.slice(0, longest)})`;
  return { reason: 'offline', detail };
}
