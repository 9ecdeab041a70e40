import type { Ingest, IngestHandlers } from '@vialog/ingest';
import { onvifHandlers, type AnswerOnvifPorts } from '@vialog/onvif';
import { answerProbe, type AnswerProbePorts } from '@vialog/stream-probe';

export interface IngestHandlersOptions extends AnswerProbePorts, AnswerOnvifPorts {
  readonly ingest: Ingest;
}

/** What a process that captures cameras answers to the API: the same in both profiles. */
export function ingestHandlers(options: IngestHandlersOptions): IngestHandlers {
  return {
    probe: (request, signal) => answerProbe(options, request, signal),
    ...onvifHandlers(options),
  };
}
