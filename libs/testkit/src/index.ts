export { makeCertificate } from './certificate.ts';
export {
  clusterStartMs,
  ClusterUnderTest,
  withElasticsearch,
  type ClusterOptions,
  type RunningProcess,
} from './cluster-under-test.ts';
export { makeClip, type ClipOptions } from './clips.ts';
export { missingElasticsearch, useElasticsearch, type ElasticsearchUnderTest } from './elasticsearch.ts';
export { startFileServer, type FileServer, type FileServerOptions } from './file-server.ts';
export { freePort } from './free-port.ts';
export { makeHls, type HlsOptions } from './hls.ts';
export { missingNats, startNats, NatsUnderTest, type NatsOptions, type NatsPlace } from './nats.ts';
export { OnvifDevice, type OnvifDeviceOptions, type OnvifRequest } from './onvif-device.ts';
export { type OnvifTestProfile } from './onvif-responses.ts';
export { missingPostgres, startPostgres, PostgresUnderTest } from './postgres.ts';
export { programEnvironment, testToken } from './program-under-test.ts';
export { startRtspServer, type RtspServer, type RtspServerOptions } from './rtsp-server.ts';
export { describeUnless, missingSystemNeeds, type SystemNeed } from './system-needs.ts';
export { until } from './until.ts';
export { VialogServer, type ServerOptions } from './vialog-server.ts';
