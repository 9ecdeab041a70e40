import { dayMs } from '@vialog/contracts';

/** 13 weeks: every hour of the week occurs 13 times. */
export const profilePeriodMs = 91 * dayMs;
/** 52 weeks: a holiday has no more than about ten others in it to be compared with. */
export const holidayBaselineMs = 364 * dayMs;
/** Default length of the period whose hours are judged. */
export const judgedPeriodMs = 7 * dayMs;
/** Default length of the period of a report: four weeks. */
export const reportPeriodMs = 28 * dayMs;
