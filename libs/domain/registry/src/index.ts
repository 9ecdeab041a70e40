export {
  type CameraFilter,
  type PageRequest,
  type CameraDirectory,
  type SiteDirectory,
} from './camera-directory.port.ts';
export {
  type CameraChange,
  type CameraStore,
  type RegistryMarks,
  type SecretsChange,
  type SiteChange,
} from './camera-store.port.ts';
export {
  RegistryReset,
  type CameraEvent,
  type CameraVersions,
  type RegistryChange,
  type RegistryPosition,
  type RegistryReader,
  type RegistrySnapshot,
} from './registry-reader.port.ts';
export { type Registry, type ModelCatalogue, type StreamRules } from './registry.ts';
export {
  type SecretOpener,
  type SecretOwner,
  type SecretResealer,
  type SecretSealer,
} from './stream-secrets.port.ts';
export {
  credentialsOwner,
  keyIdsOf,
  protectStream,
  secretRevisionsOf,
  type SentSecrets,
  type StreamOwner,
} from './stream-secrets.ts';
export { openStream, type OpenedStream } from './open-stream.ts';
export { rotateSecrets, type SecretRotation } from './rotate-secrets.ts';
export {
  type AccuracyCheckStore,
  type CounterComparisonStore,
  type HandCountStore,
} from './accuracy-check-store.port.ts';
export { type SetCountStore } from './set-count-store.port.ts';
export { recordHandCount, type HandCountPorts, type HandCountSheet } from './record-hand-count.ts';
export { newId } from './new-id.ts';
export { foldName, searchTextOf } from './name-order.ts';
export { codeTaken } from './code-taken.ts';
export { streamWarnings, type CheckedStream } from './stream-warnings.ts';
export { checkDraft, temporaryCamera, type CheckedDraft, type UnregisteredStream } from './draft-camera.ts';
export { storePastVersions } from './store-past-versions.ts';
export { registerCamera } from './register-camera.ts';
export { changeCamera } from './change-camera.ts';
export { bindModel } from './bind-model.ts';
export {
  type ModelBindingStore,
  type ModelStepChange,
  type StepPage,
} from './model-bindings/model-binding-store.port.ts';
export { type StepRequest } from './model-bindings/new-model-step.ts';
export { type StepAuthor } from './model-bindings/own-model-step.ts';
export { isCountedByModel } from './model-bindings/is-counted-by-model.ts';
export { rollBackCanaries } from './model-bindings/roll-back-canaries.ts';
export { applyModelBindings } from './model-bindings/apply-model-bindings.ts';
export { listModelBindings } from './model-bindings/list-model-bindings.ts';
export { bindScope, rollBackScope, unbindScope, type StepTaken } from './model-bindings/step-models.ts';
export { setZones, type ZonesSet } from './set-zones.ts';
export { pauseCamera } from './pause-camera.ts';
export { resumeCamera } from './resume-camera.ts';
export { retireCamera } from './retire-camera.ts';
export { lifecycleMoves } from './lifecycle-moves.ts';
export { readCamera } from './read-camera.ts';
export { allSites } from './all-sites.ts';
export { mainRegion, regionOf } from './region.ts';
export { summarizeZone, type CameraEntry } from './read-model/camera-entry.ts';
export {
  type CameraListPorts,
  type CameraReadModel,
  type NewestCameras,
} from './read-model/camera-read-model.port.ts';
export { listCameras, type ListedCameras } from './read-model/list-cameras.ts';
export { mapCameras } from './read-model/map-cameras.ts';
export { suggestNames } from './read-model/suggest-names.ts';
export { listVersions } from './list-versions.ts';
export { registerSite } from './register-site.ts';
export { changeSite } from './change-site.ts';
export { readSite } from './read-site.ts';
export { listSites } from './list-sites.ts';
export { CameraCache } from './camera-cache.ts';
export { InMemoryHealthBoard, type HealthBoardOptions } from './health/health-board.memory.ts';
export { type HealthBoard } from './health/health-board.port.ts';
export { type HealthHistory, type RecordedChange } from './health/health-history.port.ts';
export { HealthRecorder, type HealthRecorderPorts } from './health/health-recorder.ts';
export { listAttention } from './health/list-attention.ts';
