export { type CaptureRequest, type CaptureEvent, type FrameSource } from './frame-source.port.ts';
