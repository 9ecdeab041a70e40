import type { FrameSource } from '@vialog/capture';
import type { Camera, Zone } from '@vialog/contracts';
import type { Detector } from '@vialog/detection';
import {
  confirmViewHandler,
  LiveTrials,
  pictureHandlers,
  type Ingest,
  type IngestHandlers,
} from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import { onvifHandlers, type OnvifHandlerPorts } from '@vialog/onvif';
import { handleProbe, type ProbeHandlerPorts } from '@vialog/stream-probe';
import { captureWidthOf } from './capture-width-of.ts';
import { encodeJpeg } from './encode-jpeg.ts';
import type { StreamSettings } from './stream-variables.ts';

export interface IngestHandlersOptions extends ProbeHandlerPorts, OnvifHandlerPorts {
  readonly ingest: Ingest;
  readonly settings: Pick<StreamSettings, 'VIALOG_STILLS'>;
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly models: Pick<ModelStore, 'card'>;
}

/** The handlers of requests from the API in a process that captures cameras: the same in both profiles. */
export function ingestHandlers(options: IngestHandlersOptions): IngestHandlers {
  const { ingest, settings, source, secrets, detector, models, clock, pause } = options;
  const pictures = {
    ingest,
    source,
    secrets,
    detector,
    pixelFormat: detector.pixelFormat,
    pause,
    widthOf: (camera: Pick<Camera, 'model'> & { readonly zones: readonly Zone[] }) =>
      captureWidthOf({ model: camera.model, zones: [...camera.zones] }, models),
    areStillsOn: settings.VIALOG_STILLS === 'on',
  };
  const liveTrials = new LiveTrials({ ...pictures, clock });
  return {
    probe: (request, signal) => handleProbe(options, request, signal),
    ...onvifHandlers(options),
    ...confirmViewHandler(ingest),
    ...pictureHandlers({ ...pictures, encode: encodeJpeg }),
    liveTrial: (request) => liveTrials.handle(request),
  };
}
