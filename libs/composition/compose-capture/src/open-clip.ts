import { FileClip } from '@vialog/capture-ffmpeg';

/** A video file that is read at full speed instead of in real time. `searchPath`: folders that are searched for ffmpeg. */
export const openClip = (path: string, searchPath: string): FileClip => new FileClip(path, searchPath);
