/**
 * What reduces the quality of a stream without stopping it. `resynchronised`: bytes that belong to no message were skipped.
 * `clock_drift`: the camera's time stamps run slow or fast, and frames are attributed by arrival.
 */
export const qualityMarks = ['resynchronised', 'clock_drift'] as const;
export type QualityMark = (typeof qualityMarks)[number];
