export { frameSources, type FrameSourcesOptions } from './frame-sources.ts';
export { ingestHandlers, type IngestHandlersOptions } from './ingest-handlers.ts';
export { onvifNetwork } from './onvif-network.ts';
export { openClip } from './open-clip.ts';
export { openScene, type SceneClip } from './open-scene.ts';
export { openLot, type LotPicture } from './open-lot.ts';
export { openProbe, type OpenProbeOptions } from './open-probe.ts';
export { decodePicture } from './decode-picture.ts';
export { streamRules } from './stream-rules.ts';
export { streamVariables, type StreamSettings } from './stream-variables.ts';
export { captureWidthOf } from './capture-width-of.ts';
export {
  missingKeysWarning,
  openSecretKeys,
  PublicKeySealer,
  publicKeyVariables,
  secretKeyVariables,
  type SecretKeyFiles,
  type SecretKeys,
} from './secret-keys.ts';
