import type { IngestRequestOf } from '@vialog/contracts';
import type { IngestReply } from '@vialog/ingest';
import { openStream, type SecretOpener } from '@vialog/registry';
import { probeStream, type ProbePorts } from './probe-stream.ts';

export interface ProbeHandlerPorts extends ProbePorts {
  /** Decrypts the secrets of the request. */
  readonly secrets: SecretOpener | undefined;
}

/** Handles the request for a probe in the process that captures cameras. The picture stays in this process. */
export async function handleProbe(
  ports: ProbeHandlerPorts,
  request: IngestRequestOf<'probe'>,
  signal: AbortSignal,
): Promise<IngestReply<'probe'>> {
  const opened = await openStream(request, ports.secrets);
  const { report } = await probeStream(ports, opened, signal);
  return { kind: 'answered', content: report };
}
