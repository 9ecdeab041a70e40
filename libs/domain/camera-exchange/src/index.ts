export { type CameraFile, type CameraRow, type StatedCamera } from './camera-row.ts';
export { type CsvDelimiter } from './read-csv.ts';
export { readCameraFile, type ReadOptions } from './read-camera-file.ts';
export { importCameras, rejectProblems } from './import-cameras.ts';
export { type ImportOptions } from './import-options.ts';
export { exportCameras, type CameraExport } from './export-cameras.ts';
export { byteOrderMark, csvLines } from './write-csv.ts';
