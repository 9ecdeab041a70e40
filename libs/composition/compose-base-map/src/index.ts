export { baseMapVariables } from './base-map-variables.ts';
export { openBaseMap, type BaseMapOptions } from './open-base-map.ts';
