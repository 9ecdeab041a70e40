import type { Ingest } from '../ingest.ts';
import { ingestFailure, type IngestHandlers } from './ingest-requests.port.ts';

/** Responds to confirmations of views: the camera learns what it shows now. */
export function confirmViewHandler(ingest: Pick<Ingest, 'workerOf'>): Pick<IngestHandlers, 'confirmView'> {
  return {
    confirmView: ({ cameraId }) => {
      const worker = ingest.workerOf(cameraId);
      if (!worker)
        return Promise.resolve(
          ingestFailure('no_process', 'The camera is not sampled; its view cannot be learned.'),
        );
      worker.confirmView();
      return Promise.resolve({ kind: 'answered', content: { health: worker.health } });
    },
  };
}
