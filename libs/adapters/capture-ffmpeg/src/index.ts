export { FfmpegDecoder } from './ffmpeg-decoder.ts';
export { FfmpegSource, type FfmpegSourceOptions } from './ffmpeg-source.ts';
export { ClipError, FileClip } from './file-clip.ts';
export { type Sampling } from './ffmpeg-arguments.ts';
export { type TimedPicture } from './nut-reader.ts';
export { clipPath, type ClipPath } from './clip-path.ts';
