export { trendFile, type TrendFile } from './rows/trend-file.ts';
