export { analyticsVariables } from './analytics-variables.ts';
export { openAnalytics, type AnalyticsOptions } from './open-analytics.ts';
